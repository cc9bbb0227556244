"""The command line of the embedded stack: `python -m shared_apps.stack --help`."""

import argparse
import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path

from shared_apps.stack import demo, testing
from shared_apps.stack.errors import StackError
from shared_apps.stack.profiles import fill_environment, profile


def _services(options: argparse.Namespace) -> None:
    """Run the three services of a profile in the foreground."""
    with testing.services() as variables:
        print(f"Test services run until Ctrl-C; environment in {variables['VAR_DIR']}/env", flush=True)
        for how in (signal.SIGINT, signal.SIGTERM):
            signal.signal(how, lambda *_: sys.exit(0))
        signal.pause()


def _keep(_options: argparse.Namespace) -> None:
    """Run the test services until no process holds them."""
    testing.keep(profile("test"))


def _demo(_options: argparse.Namespace) -> None:
    """Run the whole system until Ctrl-C."""
    demo.demo()


def _demo_reset(_options: argparse.Namespace) -> None:
    """Delete the demo's data."""
    demo.reset()


def _manage(options: argparse.Namespace) -> None:
    """Run management commands one after the other in one process."""
    from shared_apps.stack import prepare  # noqa: PLC0415 -- slow import

    prepare.run(options.commands, options.touch_after, options.last_into)


def _run(options: argparse.Namespace) -> None:
    """Run a command with the environment of a profile."""
    fill_environment(options.profile)
    os.execvp(options.command[0], options.command)  # noqa: S606 -- the person's own command


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m shared_apps.stack", description=__doc__)
    commands = parser.add_subparsers(required=True)

    def command(name: str, action: Callable[[argparse.Namespace], None]) -> argparse.ArgumentParser:
        added = commands.add_parser(name, help=action.__doc__)
        added.set_defaults(action=action)
        return added

    command("services", _services).add_argument("--profile", choices=["test"], default="test")
    command("keep", _keep)
    command("demo", _demo)
    command("demo-reset", _demo_reset)
    manage = command("manage", _manage)
    manage.add_argument("commands", nargs="+")
    manage.add_argument("--touch-after", nargs=2, metavar=("COMMAND", "FILE"), help="mark the end of one")
    manage.add_argument("--last-into", type=Path, help="write the last command's output to a file")
    run = command("run", _run)
    run.add_argument("--profile", choices=["demo", "test"], default="demo")
    run.add_argument("command", nargs=argparse.REMAINDER)
    return parser


def main() -> None:
    """Run one command of the stack; a failure is a sentence and exit code 1."""
    options = _parser().parse_args()
    try:
        options.action(options)
    except StackError as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main()
