"""Two names: how likely they are one.

`align` pairs their tokens (what one token is to another is in `relations`, by letters and sound in
`similarity`), `features` measures the alignment, `model` weighs the features and calibrates the
sum, `priors` bound what is not learned. Start reading with `model.match_probability`, then
`features.FEATURES`.
"""
