"""What callers call characters, in any alphabet: facts, and no rules.

Sources: the Jargon File's list of ASCII names, Unicode and CLDR character names, NVDA's symbol
words, ICS marks, FAA AIM table 4-2-2 and ITU Radio Regulations appendix 14 for letters and
figures as pronounced, and what help desks hear in Britain and in America.
"""

from __future__ import annotations

from collections.abc import Mapping

SYMBOLS: Mapping[str, str] = {
    " ": "space | blank | space bar | spacebar | white space | whitespace",
    "!": "exclamation mark | exclamation point | exclamation | exclam | bang | pling | shriek",
    '"': "double quote | double quotes | double quotation mark | quotation mark | quotation marks"
    " | straight double quote | inverted commas | double inverted commas | speech mark"
    " | speech marks | dirk | rabbit ears",
    "#": "hash | hashtag | hash tag | number sign | number symbol | number key | cross hatch"
    " | crosshatch | sharp | octothorpe | octothorp | mesh",
    "$": "dollar | dollars | buck",
    "%": "percent | per cent | percentage | mod",
    "&": "ampersand | amper | and sign | and symbol",
    "'": "apostrophe | single quote | single quotes | single quotation mark | single inverted comma"
    " | straight apostrophe | typewriter apostrophe | straight single quote",
    "(": "brackets on",
    ")": "brackets off",
    "*": "asterisk | asterix | star | splat",
    "+": "plus",
    ",": "comma",
    "-": "hyphen | hyphen minus",
    ".": "dot | period | full stop | fullstop | point | stop | decimal | decimal point",
    "/": "forward slash | forwardslash | slash | stroke | forward stroke | slant | forward slant"
    " | oblique | solidus | virgule | diagonal | fraction bar",
    ":": "colon",
    ";": "semicolon | semi colon | semi",
    "<": "less than | less | left chevron | open chevron | left angle",
    "=": "equals | equal | equal to | equals to",
    ">": "greater than | greater | more than | right chevron | close chevron | right angle",
    "?": "question mark | question | query",
    "@": "at | commercial at | at the rate | strudel",
    "\\": "backslash | back slash | backward slash | backwards slash | reverse slash"
    " | reverse solidus | reversed slash | back slant | backslant | slosh | whack",
    "^": "caret | carat | hat | circumflex | circumflex accent | up arrow | uparrow",
    "_": "underscore | under score | low line | lowline | underline | under bar | underbar",
    "`": "backtick | back tick | back quote | backquote | grave | grave accent | graav",
    "|": "pipe | vertical bar | vertical line | vertical stroke | bar | v bar | or bar",
    "~": "tilde | tilda | twiddle | squiggle | swung dash",
    "£": "pound sterling | pounds sterling | sterling",
    "€": "euro | euros",
    "¥": "yen",
    "¢": "cent",
    "°": "degree | degrees",
    "§": "section",
    "¬": "not sign | not symbol | logical not",
    "¦": "broken bar | broken pipe",
    "–": "en dash | n dash | endash",
    "—": "em dash | m dash | emdash | long dash",
    "…": "ellipsis",
    "•": "bullet | bullet point",
    "−": "mathematical minus | true minus",
    "\t": "tab | tabulator | horizontal tab",
    "\n": "new line | newline | line feed | linefeed | line break",
    "\r": "carriage return",
}
"""Every name that means one character and no other, with a bar between names."""

AMBIGUOUS: Mapping[str, tuple[str, ...]] = {
    "dash": ("-", "–", "—"),
    "minus": ("-", "−"),
    "pound": ("£", "#"),
    "pounds": ("£", "#"),
    "quote": ('"', "'"),
    "quotes": ('"', "'"),
    "open quote": ('"', "'", "“"),
    "close quote": ('"', "'", "”"),
    "tick": ("'", "`", "✓"),
    "line": ("_", "|"),
    "oh": ("0", "o"),
    "double u": ("w", "uu"),
    "and": ("&", ""),
    "number": ("#", ""),
}
"""Names with more than one meaning: the one that is taken, then the others.

A pound is £ in Britain and # in America. NVDA's “line”, “tick”, “and” and “number” are
everybody's words for other things; “and” and “number” are mostly fillers (see `decoding`).
"""

NOUNS = ("sign", "symbol", "mark", "key", "character")
"""What may follow the name of any symbol: “plus sign”, “hash key”."""

ROUND = (
    "round bracket | round brackets | curved bracket | parenthesis | parentheses | paren | parens"
)
SQUARE = "square bracket | square brackets | squared bracket | box bracket"
CURLY = "curly brace | curly bracket | curly braces | curly brackets | brace | braces | curly"
CURLY_TOO = "squiggly bracket | squiggly brace | wiggly bracket"
ANGLE = "angle bracket | angle brackets | angled bracket | pointy bracket"
BRACKETS: tuple[tuple[str, tuple[str, str]], ...] = (
    (ROUND, ("(", ")")),
    (SQUARE, ("[", "]")),
    (f"{CURLY} | {CURLY_TOO}", ("{", "}")),
    (ANGLE, ("<", ">")),
)
"""Kinds of bracket and the two characters of each. Which side is said before or behind."""

SIDES = (("open", "opening", "left", "begin"), ("close", "closing", "closed", "right", "end"))
BARE_BRACKETS: Mapping[str, tuple[str, str]] = {
    "open": ("(", "["),
    "opening": ("(", "["),
    "close": (")", "]"),
    "closing": (")", "]"),
    "closed": (")", "]"),
    "left": ("[", "("),
    "right": ("]", ")"),
}
"""“Open bracket” is ( in Britain and [ in America; “left bracket” is what Americans say."""

LETTERS: Mapping[str, str] = {
    "a": "ay",
    "b": "bee",
    "c": "cee",
    "d": "dee",
    "e": "ee",
    "f": "ef | eff",
    "g": "gee",
    "h": "aitch | haitch",
    "i": "eye",
    "j": "jay",
    "k": "kay",
    "l": "el | ell",
    "m": "em",
    "n": "en",
    "p": "pee",
    "q": "cue | queue | kew",
    "r": "ar",
    "s": "es | ess",
    "t": "tee",
    "v": "vee",
    "w": "double you | doubleyou | doubleu | dubya",
    "x": "ex",
    "y": "wye",
    "z": "zed | zee",
}
"""Names of letters."""

SOUNDS_LIKE_A_LETTER: Mapping[str, str] = {
    "eh": "a",
    "be": "b",
    "see": "c",
    "sea": "c",
    "are": "r",
    "tea": "t",
    "you": "u",
    "why": "y",
}
"""Everyday words: they are taken for letters only beside another letter's name."""

ICAO: Mapping[str, str] = {
    "a": "alfa | alpha | alfah",
    "b": "bravo | brahvoh",
    "c": "charlie | charlee | sharlee | charley | charly",
    "d": "delta | delltah",
    "e": "echo | eckoh",
    "f": "foxtrot | fox trot | fokstrot",
    "g": "golf",
    "h": "hotel | hohtel",
    "i": "india | indeeah",
    "j": "juliett | juliet | juliette | jewleeett",
    "k": "kilo | keyloh",
    "l": "lima | leemah",
    "m": "mike",
    "n": "november",
    "o": "oscar | osscah | oskar",
    "p": "papa | pahpah",
    "q": "quebec | kehbeck | quebeck",
    "r": "romeo | rowmeoh",
    "s": "sierra | seeairrah",
    "t": "tango | tanggo",
    "u": "uniform | youneeform | ooneeform",
    "v": "victor | viktah | viktor",
    "w": "whiskey | whisky | wisskey",
    "x": "x ray | xray | ecksray | ex ray",
    "y": "yankee | yangkey | yanky | yankie",
    "z": "zulu | zooloo | zoolu",
}
"""The international words, understood beside every other alphabet, as pronounced too."""

DIGITS: Mapping[str, str] = {
    "0": "zero | nought | naught | zeero | nadazero",
    "1": "one | wun | unaone",
    "2": "two | too | bissotwo",
    "3": "three | tree | terrathree",
    "4": "four | fower | foher | kartefour",
    "5": "five | fife | pantafive",
    "6": "six | soxisix",
    "7": "seven | setteseven",
    "8": "eight | ait | oktoeight",
    "9": "nine | niner | novenine",
    "10": "ten",
    "11": "eleven",
    "12": "twelve",
    "13": "thirteen",
    "14": "fourteen",
    "15": "fifteen",
    "16": "sixteen",
    "17": "seventeen",
    "18": "eighteen",
    "19": "nineteen",
}
"""Plain, radio (AIM) and ITU figures, and numbers of two figures that cannot be split."""

TENS: Mapping[str, str] = {
    "twenty": "2",
    "thirty": "3",
    "forty": "4",
    "fourty": "4",
    "fifty": "5",
    "sixty": "6",
    "seventy": "7",
    "eighty": "8",
    "ninety": "9",
}

WHOLES = "www | http | https | ftp | sftp | ssh | localhost"
"""Words that a caller says whole and means letter by letter."""

AFTER_DOT = "com net org edu gov mil int info biz io co uk de fr eu at ch us ie nl be it es"
"""What is a word only behind a dot: “dot com”, “dot co dot uk”."""

CAPITAL = "capital | big | cap | large | capitalised"
UPPER = "upper case | uppercase | upper"
SMALL = "small | little"
LOWER = "lower case | lowercase | lower | lower cased"
"""The case of the next letter; but see `decoding` for “upper case” that “lower case” ends."""

ALL_UPPER = (
    "all caps | all capitals | all capital letters | all upper case | all uppercase | all upper"
    " | caps lock on | caps lock | caps on | capslock | capslock on | capital letters"
    " | all in capitals | all in capital letters"
)
ALL_LOWER = (
    "all lower | all lower case | all lowercase | all small | all small letters | small letters"
    " | caps lock off | capslock off | caps off | end caps | end capitals | end of caps"
    " | end of capitals | no caps | no more capitals | back to lower case | back to lowercase"
    " | all lower case letters | lower case letters | normal case | lowercase letters"
    " | lower case again"
)

TIMES: Mapping[str, int] = {"double": 2, "twice": 2, "treble": 3, "triple": 3, "quadruple": 4}
ACCENTS: Mapping[str, str] = {
    "acute": "acute | acute accent",
    "diaeresis": "diaeresis | umlaut | trema",
    "cedilla": "cedilla",
}
"""Accents that may follow a letter bare: “e acute”. (A bare “grave” is a backtick.)"""

BEFORE_AN_ARTICLE = ("then", "by", "and", "next", "is", "comes", "um", "uh", "er", "erm")
"""After these, “a” before the name of a symbol is no letter: “followed by a dot”."""

JOINERS = "as in | as in the word | as | for | like | such as | is for | as for"
FILLERS = (
    "um | umm | uhm | ehm | ah | uh | er | erm | hm | hmm | then | and then | followed by"
    " | next | and next | okay | ok | so | well | now | please | the | an | letter | the letter"
    " | letters | digit | digits"
    " | figure | figures | character | the number | the digit | the figure | symbol | i spell"
    " | it is | it's | that is | that's | after that | and after that | and finally | finally"
    " | first | lastly | comes | then comes | next is | then there is"
    " | and that's it | that's it | that is it | i repeat"
)
