"""The command line. Start reading with `app`, which lists the commands; `entry` runs it.

`names`, `files`, `text` and `tables` have a command each or several; `lists`, `options` and
`output` what they share. A door: it knows the public names, `files` and `report`, and decides
nothing about a name.
"""

from translit.cli.entry import run

__all__ = ["run"]
