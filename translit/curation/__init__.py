"""The work of who keeps a list: how good answers are, what is unknown, what was decided.

Start reading with `queue`: the names of a file that are not decided. `decisions` keeps what is
decided in an overlay, which the next run lays over the list; `suggest` finds spellings that the
list lacks; `gold` tells answers from a file of right ones, and `curve` draws it. A door: it knows
`Normalizer` and its answers, nothing of how they are found.
"""
