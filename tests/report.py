# SPDX-License-Identifier: GPL-2.0-or-later
"""How a script of tests says what came out: in TAP, for meson."""
import sys


def run_tests(area, tests):
    """Runs functions one after the other; one that raises has failed. Each is named by its function."""
    print(f"1..{len(tests)}")
    failed = 0
    for number, test in enumerate(tests, 1):
        name = test.__name__.replace("_", "-")
        try:
            test()
            print(f"ok {number} /{area}/{name}", flush=True)
        except Exception as error:  # pylint: disable=broad-except
            failed += 1
            print(f"not ok {number} /{area}/{name}\n# {type(error).__name__}: {str(error)[:400]!r}", flush=True)
    sys.exit(1 if failed else 0)


def run_checks(checks):
    """Each is a name and what yields a line for everything that is wrong."""
    print(f"1..{len(checks)}")
    failed = 0
    for number, (name, check) in enumerate(checks, 1):
        found = sorted(check())
        print(f"{'not ok' if found else 'ok'} {number} /{name}")
        for line in found:
            print(f"# {line}")
        failed += bool(found)
    sys.exit(1 if failed else 0)
