"""Two names: how likely they are one.

`align` pairs their tokens to an `alignment` (what one token is to another is in `relations`, by
letters and sound in `similarity`), `features` measures it, `model` weighs the features and
calibrates the sum, `priors` bound what is not learned. `any_kind` asks it of names whose
kind is not known. Start reading with `model.Model.log_odds`, then `features.FEATURES`.
"""
