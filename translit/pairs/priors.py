"""How likely a spelling that the table lists means its entity, before other candidates are
considered.
"""

from __future__ import annotations

from translit.evidence import Stage

# How likely a spelling of the table means its entity, by the stage of the hit, before other
# candidates are looked at.
BY_STAGE = {Stage.EXACT: 0.995, Stage.FOLDED: 0.99, Stage.ROMANIZED: 0.98, Stage.VARIANT: 0.97}
WEAK = 0.5  # a weak alias: as likely somebody else's
FAMILY_ALONE = 0.85  # a bare surname: its bearer in the table, not a relative or a stranger
