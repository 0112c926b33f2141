"""The program and its commands: where its folder is, and how trouble is told."""

from __future__ import annotations

import click

from companion import __version__
from companion.domain.errors import UserError

FOLDER_KEY = "companion.data_dir"
"""Under which click remembers what --data-dir said."""


def _remember_folder(context: click.Context, _: click.Parameter, given: str | None) -> None:
    # Named twice, the one nearer to the command's own words counts.
    if given:
        context.meta[FOLDER_KEY] = given


_FOLDER_OPTION = click.Option(
    ["--data-dir"],
    metavar="DIR",
    expose_value=False,
    callback=_remember_folder,
    # Before the options whose values depend on what is in the folder.
    is_eager=True,
    help="Where calls, settings and the team's own content are.",
)


def main() -> None:
    """What the console script runs."""
    # On Windows click would put the value of %NAME% or what * matches in the place of parts of
    # a text to spell, and of a link that any web page may have made.
    program(prog_name="companion", windows_expand_args=False)


class Command(click.Command):
    """A command that takes --data-dir, as every one does."""

    def get_params(self, ctx: click.Context) -> list[click.Parameter]:
        return [*super().get_params(ctx), _FOLDER_OPTION]


class Group(click.Group):
    """A command with commands of its own."""

    command_class = Command
    group_class = type

    def get_params(self, ctx: click.Context) -> list[click.Parameter]:
        return [*super().get_params(ctx), _FOLDER_OPTION]


class Program(Group):
    """All commands; whatever goes wrong in one ends in one line, never in a traceback."""

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except (click.ClickException, click.Abort, click.exceptions.Exit, BrokenPipeError):
            raise
        except UserError as error:
            raise Failure(str(error)) from error
        except OSError as error:
            raise Failure(_told(error)) from error
        except Exception as error:
            # The edge of the program. The message stays out: it may quote what was typed.
            from companion.log import describe

            raise Failure(f"a fault in the program; please report: {describe(error)}") from error


class Failure(click.ClickException):
    """A failure, told in one line."""

    def show(self, file: object = None) -> None:
        words = " ".join(self.message.split())
        line = "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in words)
        click.echo(f"companion: {line}", err=True)


@click.group(cls=Program, invoke_without_command=True)
@click.version_option(__version__, message="%(prog)s %(version)s")
@click.pass_context
def program(context: click.Context) -> None:
    """What an IT support agent keeps open through every call.

    Without a command, the window opens.
    """
    if context.invoked_subcommand is None:
        context.invoke(program.commands["open"])


def _told(error: OSError) -> str:
    reason = error.strerror or type(error).__name__
    return f"{error.filename}: {reason}." if error.filename else f"{reason}."
