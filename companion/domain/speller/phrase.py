"""A phrase between commas, followed name by name."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from companion.domain.speller.heard import Heard, Sense, Vocabulary, plain
from companion.domain.speller.heard_names import BEFORE_AN_ARTICLE, LETTERS, SOUNDS_LIKE_A_LETTER
from companion.domain.speller.heard_words import Word
from companion.domain.speller.looking_back import as_in, plural, with_accent, with_marks
from companion.domain.speller.naming import Named, named
from companion.domain.speller.transcript import Ambiguous, Corrected, Repeat, Run, Said, Transcript

_LONGEST_JOINED = 12
_CASES = (Sense.CAPITAL, Sense.SMALL, Sense.UPPER, Sense.LOWER)


class Phrase:
    """The words of a phrase; what they stand for goes into the transcript.

    `places` are the character sequences between spaces, which of them each word is from, and
    how many there were before.
    """

    def __init__(
        self,
        words: list[Word],
        places: tuple[list[str], Sequence[int], int],
        transcript: Transcript,
        vocabulary: Vocabulary,
        emoji: Callable[[str], str | None],
    ) -> None:
        self.words = words
        self.raws, self.where, self._before = places
        self.transcript = transcript
        self.vocabulary = vocabulary
        self.emoji = emoji
        self.looked_back = False
        self.has_sought_whole = False

    def follow(self) -> None:
        """Take in every word."""
        said = self.transcript
        at, end = 0, len(self.words)
        while at < end:
            if not said.waits:
                at = self._simple_names(at)
            if at < end:
                at = self._step(at)

    def _simple_names(self, at: int) -> int:
        """Take in names, with a case or none, as long as nothing else is said. Made for speed."""
        words, said, end = self.words, self.transcript, len(self.words)
        append, capitals = said.pieces.append, said.is_all_capitals
        while at < end:
            word = words[at]
            if word.text is not None:
                append(word.capital if capitals else word.text)
                at += 1
                continue
            node, behind, found = word.node, at + 1, None
            if word.corrected:
                return at
            while node is not None:
                if node.heard is not None:
                    found, found_end = node, behind
                if word.ends or behind == end:
                    break
                word = words[behind]
                if word.corrected:
                    return at
                node = node.after.get(word.key)
                behind += 1
            if found is None:
                return at
            if found.text is not None:
                append(found.capital if capitals else found.text)
            elif found.is_capital is not None and found_end < end and words[found_end].is_letter:
                letter = words[found_end]
                append(letter.capital if found.is_capital else letter.text or "")
                said.run = None
                found_end += 1
            elif capitals or not self._has_case(found.heard, at, found_end):
                return at
            else:
                found_end += 1
            at = found_end
        return at

    def _has_case(self, heard: Heard | None, at: int, end: int) -> bool:
        """Take in “upper case” or “lower case” with the letter behind it, if that is it."""
        if heard is None or end == len(self.words) or not self.words[end].is_letter:
            return False
        said, letter = self.transcript, self.words[end]
        if heard.sense is Sense.UPPER:
            said.run = Run(len(said.pieces), partial(self.said, at, end))
            said.pieces.append(letter.capital)
        elif heard.sense is Sense.LOWER:
            said.end_run()
            said.pieces.append(letter.text or "")
        else:
            return False
        return True

    def _step(self, at: int) -> int:
        """Take in the longest name at this word, or the word that is none; where to go on."""
        end, heard = self.longest(at)
        if heard is None:
            return self._without_name(at)
        for index in range(at, end):
            if self.words[index].corrected:
                self._note_correction(index, index + 1, self.words[index].corrected)
        return self._act(heard, at, end)

    def longest(self, at: int) -> tuple[int, Heard | None]:
        """Where the longest name at this word ends, and what it stands for."""
        node, found, found_end = self.vocabulary.root, None, at
        for index in range(at, len(self.words)):
            word = self.words[index]
            following = node.after.get(word.key)
            if following is None:
                break
            node = following
            if node.heard is not None:
                found, found_end = node.heard, index + 1
            if word.ends:
                break
        return found_end, found

    def _act(self, heard: Heard, at: int, end: int) -> int:
        match heard.sense:
            case Sense.LETTER | Sense.TEXT:
                self.transcript.emit((heard.text, *heard.also), self.said(at, end))
            case Sense.CAPITAL | Sense.SMALL | Sense.UPPER | Sense.LOWER:
                self._await_letter(heard.sense, self.said(at, end))
            case Sense.ALL_UPPER | Sense.ALL_LOWER:
                self.transcript.lock_case(is_capital=heard.sense is Sense.ALL_UPPER)
            case Sense.TIMES | Sense.TIMES_EITHER_WAY:
                self._repeat(heard, at, end)
            case Sense.JOINER:
                return as_in(self, at, end)
            case Sense.WITH:
                return with_marks(self, at)
            case Sense.ACCENT:
                return with_accent(self, at, end, heard.text)
            case Sense.UNICODE | Sense.EMOJI | Sense.CODE_POINT:
                return self._named(named(self, heard.sense, end), at, end)
            case Sense.MAYBE_FILLER:
                self._maybe_filler(heard, at, end)
            case Sense.FILLER:
                pass
        return end

    def _without_name(self, at: int) -> int:
        word = self.words[at]
        if word.typed:
            if word.typed != "a" or not self._may_be_article(at):
                self.transcript.emit_typed(word.typed, self.said(at, at + 1))
            return at + 1
        sounds_like = SOUNDS_LIKE_A_LETTER.get(word.key, "")
        if sounds_like and (self._is_letter_name(at - 1) or self._is_letter_name(at + 1)):
            self.transcript.emit((sounds_like, ""), self.said(at, at + 1))
            return at + 1
        if word.plural is not None and plural(self, word.plural, at):
            return at + 1
        joined = self._joined(at)
        heard = self.vocabulary.single(joined) if joined is not None else None
        if joined is not None and heard is not None:
            self._note_correction(at, at + 2, joined)
            return self._act(heard, at, at + 2)
        self.transcript.reject(self.said(at, at + 1))
        return at + 1

    def _may_be_article(self, at: int) -> bool:
        """Whether an “a” was taken for an article, or else is told here to be possibly one."""
        _, following = self.longest(at + 1)
        if following is None or self.words[at].ends or self.transcript.waits:
            return False
        is_symbol = following.sense is Sense.TEXT and not any(map(str.isalnum, following.text))
        if not is_symbol and following.sense not in _CASES:
            return False
        is_article = at > 0 and self.words[at - 1].key in BEFORE_AN_ARTICLE
        if is_article:
            doubt = Ambiguous(*self.said(at, at + 1), "", ("a",))
            self.transcript.ambiguous.append(doubt)
        elif not is_symbol:
            self.transcript.emit(("a", ""), self.said(at, at + 1))
        return is_article or not is_symbol

    def _is_letter_name(self, at: int) -> bool:
        """Whether this is the name of a letter or a typed one; an “a” or “I” may be neither."""
        if not 0 <= at < len(self.words):
            return False
        word = self.words[at]
        if word.typed:
            return word.typed.isalpha() and word.key not in ("a", "i")
        return any(word.key in names.split(" | ") for names in LETTERS.values())

    def _joined(self, at: int) -> str | None:
        """The one word that was written as two: “char lie”."""
        if at + 1 == len(self.words) or self.words[at].ends:
            return None
        one, other = self.words[at : at + 2]
        joined = plain(one.key + other.key)
        if len(joined) > _LONGEST_JOINED or self.longest(at + 1)[1] is not None or other.typed:
            return None
        word = self.vocabulary.word(joined)
        if word is None and not one.is_known:
            word = self.vocabulary.nearest(joined)
        return word

    def _await_letter(self, sense: Sense, said: Said) -> None:
        transcript = self.transcript
        if sense is Sense.LOWER:
            transcript.end_run()
            if transcript.is_all_capitals:
                transcript.lock_case(is_capital=False)
                return
        is_upper = sense is Sense.UPPER
        transcript.run = Run(len(transcript.pieces), lambda: said) if is_upper else None
        transcript.await_letter(said, is_capital=sense in (Sense.CAPITAL, Sense.UPPER))

    def _repeat(self, heard: Heard, at: int, end: int) -> None:
        said = self.transcript
        is_either_way = heard.sense is Sense.TIMES_EITHER_WAY and said.can_look_back
        has_next = end < len(self.words) and not self.words[end - 1].ends
        before = ""
        if is_either_way and has_next and not self._is_filler(end):
            before = said.pieces[-1] if at and not self.words[at - 1].ends else ""
        elif is_either_way:
            self.looked_back = True
            said.repeat_last(heard.count)
            return
        said.await_repeated(Repeat(self.said(at, end), heard.count, before))

    def _is_filler(self, at: int) -> bool:
        heard = self.vocabulary.single(self.words[at].key)
        return heard is not None and heard.sense is Sense.FILLER

    def _maybe_filler(self, heard: Heard, at: int, end: int) -> None:
        """“And” alone is &, “number” is # where no figures follow."""
        following = self.words[end] if end < len(self.words) else None
        single = self.vocabulary.single(following.key) if following else None
        figures = (following.typed if following else "") or (single.text if single else "")
        is_name = len(self.words) == 1 if heard.text == "&" else not figures.isdigit()
        if is_name:
            self.transcript.emit((heard.text, *heard.also), self.said(at, end))
        else:
            doubt = Ambiguous(*self.said(at, end), "", (heard.text,))
            self.transcript.ambiguous.append(doubt)

    def _named(self, found: Named | None, at: int, end: int) -> int:
        if found is None:
            self.transcript.reject(self.said(at, end))
            return end
        self.transcript.emit_exact(found.text, self.said(at, found.end))
        return found.end

    def said(self, at: int, end: int) -> Said:
        """These words, and where the first of them is."""
        words = " ".join([word.raw for word in self.words[at:end]])
        return Said(words, self._before + self.where[at])

    def _note_correction(self, at: int, end: int, taken_for: str) -> None:
        self.transcript.corrected.append(Corrected(*self.said(at, end), taken_for))
