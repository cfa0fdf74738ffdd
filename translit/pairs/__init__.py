"""Two names: how likely they are one.

`align` pairs their tokens to an `alignment` (what one token is to another is in `relations`, by
letters and sound in `similarity`), `features` measures it, `model` weighs the features and
calibrates the sum, `priors` bound what is not learned. Start reading with `model.match_log_odds`,
then `features.FEATURES`.
"""
