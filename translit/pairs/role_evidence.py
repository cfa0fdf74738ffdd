"""What the tokens of one role, and those that only one name has, are evidence of."""

from __future__ import annotations

from translit.pairs.contrast import NO_CONTRAST, Contrast


class RoleEvidence:
    """What the tokens of one role show: those that are paired, and those that only one name has.

    `max_dissimilarity` and `contrast` are of the pair that differs most; sums are of all pairs.
    """

    __slots__ = (
        *("agreement", "contrast", "distinct_names", "letter_edits", "max_dissimilarity", "n_alias_left"),
        *("n_pairs", "n_query_left", "n_same", "name_frequency", "nats_alias_left", "nats_query_left"),
        *("shorter_letters", "skeleton_edits", "skeleton_substitutions", "sound_cost", "two_transcriptions"),
    )

    def __init__(self) -> None:
        self.n_pairs = 0  # initials left out
        self.n_same = 0  # of these known to be the same
        self.max_dissimilarity = 0.0
        self.contrast: Contrast = NO_CONTRAST
        self.shorter_letters = 0  # of the shorter token of that pair
        self.distinct_names = 0.0  # pairs of two names of their own
        # nats by which the more frequent token of such a pair is no rare name
        self.name_frequency = 0.0
        self.two_transcriptions = 0.0  # scripts that write a pair of two names in two ways
        self.letter_edits = self.sound_cost = self.skeleton_edits = self.skeleton_substitutions = 0.0
        self.agreement = 0.0  # rarity of what agrees, in nats
        self.n_query_left = self.n_alias_left = 0  # tokens
        self.nats_query_left = self.nats_alias_left = 0.0  # their rarity

    @property
    def n_both_left(self) -> int:
        """How many tokens each side has that the other lacks."""
        return min(self.n_query_left, self.n_alias_left)

    def add(self, contrast: Contrast, dissimilarity: float, shorter_letters: int) -> None:
        """Add a pair of which the letters were compared."""
        self.letter_edits += contrast.letter_edits
        self.sound_cost += contrast.sound_cost
        self.skeleton_substitutions += contrast.skeleton_substitutions
        self.skeleton_edits += contrast.skeleton_edits
        worst = self.max_dissimilarity + self.contrast.skeleton_edits
        if dissimilarity + contrast.skeleton_edits > worst or self.contrast is NO_CONTRAST:
            self.contrast = contrast
            self.shorter_letters = shorter_letters
            self.max_dissimilarity = max(dissimilarity, self.max_dissimilarity)


class Leftovers:
    """How many tokens of each sort only one of the names has, and `letters` of the name itself."""

    __slots__ = (
        "letters",
        "n_affixes",
        "n_initials",
        "n_numbers",
        "n_particles",
        "n_places",
        "n_suffixes",
        "n_trades",
    )

    def __init__(self) -> None:
        self.letters = 0.0  # those of describing words at their weight
        self.n_initials = self.n_numbers = self.n_particles = self.n_places = self.n_suffixes = 0
        self.n_trades = 0  # words for a line of business
        self.n_affixes = 0  # legal forms, acronyms beside the name
