"""How a command is run, with any of the others or alone."""

import click


def run(command: click.Command, arguments: list[str], name: str = "") -> int:
    """Run a command with its arguments, and return its exit status. `name` is what it is called."""
    try:
        status = command.main(
            arguments,
            prog_name=f"build_course.py {name}".strip(),
            standalone_mode=False,
            help_option_names=["-h", "--help"],
        )
    except click.Abort:
        return 130
    except click.ClickException as error:
        error.show()
        return error.exit_code
    return status if isinstance(status, int) else 0
