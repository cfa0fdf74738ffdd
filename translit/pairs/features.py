"""What an alignment says for and against two names being one: numbers for the model to weigh.

`FEATURES` declares them in one list; docs/make_features.py writes it as a table. No thresholds
here.
"""

from __future__ import annotations

from translit.model import Kind
from translit.pairs.aligned_names import TWO_NAMES, AlignedNames, Context
from translit.pairs.alignment import Alignment
from translit.pairs.feature import (
    AGAINST,
    EITHER,
    EVERY_KIND,
    FOR,
    NO_PERSON,
    ORG,
    PERSON,
    Feature,
    Field,
    flag,
)
from translit.pairs.feature_values import (
    NATS,
    SCRIPTS,
    chance_agreement,
    contradicting_acronyms,
    contradicting_initials,
    contradicting_patronymics,
    equivalent_given_names,
    exchanged_filiation,
    initial_of_patronymic,
    is_between_scripts,
    is_in_other_script,
    is_in_script,
    unlike_syllables,
)
from translit.pairs.role_features import of_main_role, of_role

FEATURES: tuple[Feature, ...] = (
    *of_main_role("family", "main", "the family name", PERSON),
    *of_main_role("given", "given", "given names", PERSON),
    *of_role("patronymic", "aside", "the patronymic", PERSON),
    *of_main_role("word", "main", "words of the name", NO_PERSON),
    *of_main_role("descriptor", "aside", "words that describe", ORG),
    Feature(
        "family_stem_dissimilarity", Field("main.contrast.stem_dissimilarity"), AGAINST, PERSON,
        "dissimilarity of the family name before an ending that many have, -shchenko",
    ),
    Feature(
        "family_suffix_class", Field("main.contrast.suffix_class"), AGAINST, PERSON,
        "one stem with the endings of two families: *Medvedev, Medvedchuk*",
    ),
    Feature(
        "family_two_transcriptions", Field("main.two_transcriptions"), AGAINST, PERSON,
        "scripts that write two known family names in two ways: *Maduro, Madero*",
    ),
    Feature(
        "given_two_transcriptions", Field("given.two_transcriptions"), AGAINST, PERSON,
        "the same of given names: *Hamad, Hamid*",
    ),
    Feature(
        "known_transcription", Field("known_transcription"), FOR, PERSON,
        "how often a native word is written as the Latin one is known to be in that script",
    ),
    Feature(
        "other_transcription", Field("other_transcription"), AGAINST, PERSON,
        "how well it is known that the script writes the Latin word otherwise",
    ),
    Feature(
        "given_gender", lambda n: n.given.contrast.gender + n.aside.contrast.gender + n.n_two_genders,
        AGAINST, PERSON, "given names, or titles, of which one is a man's and one a woman's: *Mario, Maria*",
    ),
    Feature(
        "gendered_surnames", Field("n_gendered"), EITHER, PERSON,
        "family names in the forms of man and woman: *Zelensky, Zelenska*",
    ),
    Feature(
        "contradicting_patronymics", contradicting_patronymics, AGAINST, PERSON,
        "patronymics of which each side has another one",
        where="has_leftovers",
    ),
    Feature(
        "contradicting_initials", contradicting_initials, AGAINST, PERSON,
        "initials that fit nothing that the other side has",
        where="has_leftovers",
    ),
    Feature(
        "initial_of_patronymic", initial_of_patronymic, AGAINST, PERSON,
        "an initial that fits the patronymic only, beside another given name",
        where="has_leftovers",
    ),
    Feature(
        "contradicting_suffixes", lambda n: min(n.query_left.n_suffixes, n.alias_left.n_suffixes), AGAINST,
        PERSON, "generational suffixes of two: *Jr, Sr*",
        where="has_leftovers",
    ),
    Feature(
        "unmatched_suffixes", lambda n: abs(n.query_left.n_suffixes - n.alias_left.n_suffixes), AGAINST,
        PERSON, "a generational suffix on one side",
        where="has_leftovers",
    ),
    Feature(
        "exchanged_filiation", exchanged_filiation, AGAINST, PERSON,
        "father and son change places around *bin, ibn, oglu*",
        where="alignment.order",
    ),
    Feature(
        "exchanged_surnames", flag("alignment.is_exchanged"), AGAINST, PERSON,
        "behind the same first name two others change places: *María García López, María López García*",
    ),
    Feature(
        "equivalent_given_names", equivalent_given_names, AGAINST, PERSON,
        "given names that are equivalents in two languages, and not the same word: *Alexei, Oleksii*",
    ),
    Feature(
        "missing_first_component", Field("alignment.alias_leading"), AGAINST, PERSON,
        "first given and first family name of the alias that are not there beside a later one",
    ),
    Feature(
        "extra_first_component", Field("alignment.query_leading"), AGAINST, PERSON,
        "first given and first family name of the query that are not there beside a later one",
    ),
    Feature(
        "shuffled_syllables", flag("alignment.is_shuffled"), AGAINST, PERSON,
        "syllables in another order: *Kim Jin-woo, Kim Woo-jin*",
    ),
    Feature(
        "unlike_syllables", unlike_syllables, AGAINST, PERSON,
        "syllables of an East Asian name that are others: *Wei Zhang, Wei Zheng*",
    ),
    Feature(
        "bare_surname", flag("is_bare_surname"), EITHER, PERSON,
        "the query is a bare family name and the alias a whole name",
    ),
    Feature("initials", Field("n_initials"), EITHER, PERSON, "names given as initials"),
    Feature(
        "contradicting_numbers", lambda n: min(n.query_left.n_numbers, n.alias_left.n_numbers), AGAINST,
        EVERY_KIND, "numbers of which each side has another one",
        where="has_leftovers",
    ),
    Feature(
        "unmatched_numbers", lambda n: abs(n.query_left.n_numbers - n.alias_left.n_numbers), AGAINST,
        EVERY_KIND, "a number on one side",
        where="has_leftovers",
    ),
    Feature(
        "contradicting_place_names",
        lambda n: n.n_place_conflicts + min(n.query_left.n_places, n.alias_left.n_places), AGAINST,
        NO_PERSON, "countries, provinces, cities and directions of which each side has another one",
    ),
    Feature(
        "unmatched_place_names", lambda n: abs(n.query_left.n_places - n.alias_left.n_places), AGAINST,
        NO_PERSON, "a country, province, city or direction on one side",
        where="has_leftovers",
    ),
    Feature(
        "contradicting_trades", lambda n: min(n.query_left.n_trades, n.alias_left.n_trades), AGAINST, ORG,
        "words for a line of business of which each side has another one: *Leasing, Shipping*",
        where="has_leftovers",
    ),
    Feature(
        "unmatched_trades", lambda n: abs(n.query_left.n_trades - n.alias_left.n_trades), AGAINST, ORG,
        "a word for a line of business on one side: *Apple, Apple Bank*",
        where="has_leftovers",
    ),
    Feature(
        "distinctive_agreement", Field("distinctive_agreement", NATS), FOR, ORG,
        "rarity of words of the name that agree and are of no place, in tens of nats",
    ),
    Feature(
        "reordered_words", flag("alignment.words_turned"), AGAINST, NO_PERSON,
        "words of the name, none that describe, out of order: *Sea Star, Star of the Sea*",
    ),
    Feature(
        "inner_acronyms", Field("n_inner_acronyms"), EITHER, NO_PERSON,
        "initial letters that stand for several words of the name: *CHU Rennes*",
    ),
    Feature(
        "contradicting_legal_forms", flag("alignment.forms_differ"), AGAINST, ORG,
        "legal forms of two sorts",
    ),
    Feature(
        "contradicting_acronyms", contradicting_acronyms, AGAINST, ORG,
        "acronyms that differ beside both names",
    ),
    Feature("is_acronym", flag("is_acronym"), EITHER, EVERY_KIND, "initial letters stand for the whole name"),
    Feature(
        "conflicting_names", Field("n_conflicts"), AGAINST, EVERY_KIND,
        "names known to be two; short acronyms that differ",
    ),
    Feature(
        "known_word", flag("is_known_word"), AGAINST, EVERY_KIND,
        "the query is one word, known as a name of its own, and the alias is spelled otherwise",
    ),
    Feature("nicknames", Field("n_nicknames"), EITHER, PERSON, "nicknames and cognates"),
    Feature("case_forms", Field("n_case_forms"), EITHER, EVERY_KIND, "case forms"),
    Feature(
        "unmatched_particles", lambda n: n.query_left.n_particles + n.alias_left.n_particles, EITHER,
        EVERY_KIND, "particles on one side only",
        where="has_leftovers",
    ),
    Feature(
        "unmatched_affixes", lambda n: n.query_left.n_affixes + n.alias_left.n_affixes, EITHER, EVERY_KIND,
        "legal forms, acronyms beside the name, on one side only",
        where="has_leftovers",
    ),
    Feature(
        "mean_dissimilarity", lambda n: n.dissimilar_letters / (n.letters or 1.0), AGAINST, EVERY_KIND,
        "mean dissimilarity of all pairs, by letters",
    ),
    Feature(
        "edited_share", lambda n: n.letter_edits / (n.letters or 1.0), AGAINST, EVERY_KIND,
        "letters edited as a share, however they sound",
    ),
    Feature(
        "both_unmatched", lambda n: min(n.query_left.letters, n.alias_left.letters), AGAINST, EVERY_KIND,
        "letters of names that each side has and the other lacks",
        where="has_leftovers",
    ),
    Feature(
        "query_unmatched_share",
        lambda n: n.query_left.letters / (n.query_left.letters + n.paired_letters or 1.0), AGAINST,
        EVERY_KIND, "share of the query's letters that nothing stands for",
        where="has_leftovers",
    ),
    Feature(
        "alias_unmatched_share",
        lambda n: n.alias_left.letters / (n.alias_left.letters + n.paired_letters or 1.0), AGAINST,
        EVERY_KIND, "share of the alias's letters that nothing stands for",
        where="has_leftovers",
    ),
    Feature(
        "names_in_common", lambda n: n.main.n_pairs + n.given.n_pairs + n.n_initials, FOR, EVERY_KIND,
        "tokens of the name that are paired, initials among them",
    ),
    Feature("letters", Field("letters"), FOR, EVERY_KIND, "letters compared"),
    Feature(
        "agreement", Field("agreement", NATS), FOR, EVERY_KIND,
        "rarity of all that agrees, in tens of nats",
    ),
    Feature("reordered", Field("alignment.order"), EITHER, EVERY_KIND, "pairs out of order"),
    Feature(
        "is_variant", flag("is_variant"), FOR, EVERY_KIND,
        "only order, titles and what may be left out differ",
    ),
    Feature(
        "native_dissimilarity", Field("max_native_dissimilarity"), AGAINST, EVERY_KIND,
        "dissimilarity sign by sign of two tokens in one script that is not Latin, or in Vietnamese: "
        "王薇, 王伟; Hoa, Hòa",
    ),
    Feature(
        "spelling_dissimilarity", Field("spelling_dissimilarity"), AGAINST, EVERY_KIND,
        "what the spelling model says against the pairs across scripts, together",
    ),
    Feature(
        "max_spelling_dissimilarity", Field("max_spelling_dissimilarity"), AGAINST, EVERY_KIND,
        "the same of the pair that differs most",
    ),
    *(
        Feature(
            f"is_{script}", is_in_script(script), EITHER, EVERY_KIND,
            f"the query is in {script}, the alias in Latin letters", where="script",
        )
        for script in SCRIPTS
    ),
    Feature(
        "is_other_script", is_in_other_script, EITHER, EVERY_KIND, "the same of any other script",
        where="script",
    ),
    Feature(
        "is_between_scripts", is_between_scripts, EITHER, frozenset({Kind.PLACE}),
        "1 for names in two scripts, neither of them Latin: *Гродно, غرودنو*",
    ),
    Feature(
        "in_table", lambda n: float(n.context.n_names is not None), EITHER, EVERY_KIND,
        "1 for a candidate of a table, 0 for two names that somebody gives",
    ),
    Feature(
        "chance_agreement", chance_agreement, AGAINST, EVERY_KIND,
        "how many names of the table would agree as well by chance, in tens of nats",
    ),
)  # fmt: skip


def features_of(kind: Kind) -> tuple[Feature, ...]:
    """Return the features of names of *kind*, in the order of `FEATURES`."""
    return tuple(feature for feature in FEATURES if kind in feature.kinds)


def extract_features(alignment: Alignment, kind: Kind, context: Context = TWO_NAMES) -> dict[str, float]:
    """Return the values of the features of two aligned names of *kind*, by name."""
    names = AlignedNames(alignment, kind, context)
    return {feature.name: feature.compute(names) for feature in features_of(kind)}
