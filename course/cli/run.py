"""How a command is run, with any of the others or alone."""

import click


def run(
    command: click.Command, arguments: list[str], name: str = "", last_run: object = None
) -> int:
    """Run a command with its arguments, and return its exit status.

    `name` is what it is called. `last_run` is the `LastRun` for a command that asks for it, if that
    has been looked for.
    """
    try:
        status = command.main(
            arguments,
            prog_name=f"build_course.py {name}".strip(),
            standalone_mode=False,
            help_option_names=["-h", "--help"],
            obj=last_run,
        )
    except click.Abort:
        return 130
    except click.ClickException as error:
        error.show()
        return error.exit_code
    return status if isinstance(status, int) else 0
