"""The command line of the embedded stack: `python -m shared_apps.stack --help`."""

import argparse
import os
import signal
import sys
from collections.abc import Callable

from shared_apps.stack import testing
from shared_apps.stack.errors import StackError
from shared_apps.stack.profiles import environment, profile


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


def _run(options: argparse.Namespace) -> None:
    """Run a command with the environment of a profile."""
    os.environ.update(environment(options.profile))
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
