"""Letters and scripts: folding, romanization, sound, spelling, and the match key.

Knows texts and tokens; no roles, no lexicon, no table. Facts of languages come from
`language_facts`, learned costs from `data/`. Start reading at `keys.key`.
"""
