"""`python -m translit`: the command line."""

from translit.cli.entry import run

if __name__ == "__main__":
    run()
