"""Link names with Splink 5 on DuckDB: pairs are those that share a key, compared by translit.

pip install splink translit-names
python splink_keys.py
"""

import duckdb
import pandas as pd
import splink.comparison_level_library as levels
import splink.comparison_library as comparisons
from splink import DuckDBAPI, Linker, SettingsCreator, block_on

from translit import compare, keys

PEOPLE = pd.DataFrame(
    [
        (1, "Oleksiy Reznikow", "UA"),
        (2, "Олексій Резніков", "UA"),
        (3, "Sergei Lavrov", "RU"),
        (4, "Lavrov, Sergey", "RU"),
        (5, "Sergei Lavrenko", "UA"),
        (6, "Ann Lee", "US"),
    ],
    columns=["unique_id", "name", "country"],
)


def linked(people: pd.DataFrame) -> pd.DataFrame:
    """Return the pairs of *people* (unique_id, name, country) with the probability of each."""
    people = people.assign(keys=[list(keys(name)) for name in people["name"]])
    con = duckdb.connect()
    con.create_function("alike", lambda a, b: compare(a, b).score, ["VARCHAR", "VARCHAR"], "DOUBLE")
    api = DuckDBAPI(con)
    settings = SettingsCreator(
        link_type="dedupe_only",
        blocking_rules_to_generate_predictions=[block_on("keys", arrays_to_explode=["keys"])],
        comparisons=[
            comparisons.CustomComparison(
                output_column_name="name",
                comparison_levels=[
                    levels.NullLevel("name"),
                    # the share of pairs of one person, and of two, that are so alike
                    levels.CustomLevel("alike(name_l, name_r) >= 0.9").configure(
                        m_probability=0.75, u_probability=0.0001
                    ),
                    levels.CustomLevel("alike(name_l, name_r) >= 0.5").configure(
                        m_probability=0.2, u_probability=0.001
                    ),
                    levels.ElseLevel().configure(m_probability=0.05, u_probability=0.9989),
                ],
            ),
            comparisons.ExactMatch("country").configure(
                m_probabilities=[0.9, 0.1], u_probabilities=[0.2, 0.8]
            ),
        ],
        probability_two_random_records_match=0.01,
    )
    predicted = Linker(api.register(people), settings).inference.predict().as_pandas_dataframe()
    return predicted[["name_l", "name_r", "match_probability"]].sort_values("match_probability")


if __name__ == "__main__":
    print(linked(PEOPLE).to_string(index=False))
