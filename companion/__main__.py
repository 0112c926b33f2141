"""`python -m companion` is the same as `companion`."""

import sys


def start() -> None:
    """What was asked for on the command line; or the voice, of which the frozen program is made."""
    if sys.argv[1:] == ["--voice-worker"]:
        from companion.speech.worker import main as speak

        speak()
    from companion.cli import main

    main()


if __name__ == "__main__":
    start()
