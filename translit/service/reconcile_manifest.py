"""What the reconciliation service says of itself, in either version."""

from __future__ import annotations

import translit
from translit.service.preview import HEIGHT, WIDTH
from translit.service.reconcile_entities import types

BATCH = 50  # queries that a client should send at once
LIMIT_SETTING = "limit"  # of the values of a property, when columns are added
DOCUMENTATION = "https://pypi.org/project/translit-names/"
KEY = {"type": "apiKey", "name": "X-API-Key", "in": "header"}
NAME = "translit"

Manifest = dict[str, object]


def _common(*, has_key: bool) -> Manifest:
    told: Manifest = {
        "name": NAME,
        "documentation": DOCUMENTATION,
        "serviceVersion": translit.__version__,
        "defaultTypes": [of.to_dict() for of in types()],
        "batchSize": BATCH,
    }
    return {**told, "authentication": KEY} if has_key else told


def manifest_02(base: str, *, has_key: bool) -> Manifest:
    """Return the manifest of version 0.2, for a service at *base*.

    https://www.w3.org/community/reports/reconciliation/CG-FINAL-specs-0.2-20230410/#service-manifest
    """
    setting = {
        "name": LIMIT_SETTING,
        "label": "Most values",
        "type": "number",
        "default": 0,
        "help_text": "Values of an entity that are taken; 0 is all",
    }
    return {
        "versions": ["0.1", "0.2"],
        "identifierSpace": f"{base}/entity/",
        "schemaSpace": f"{base}/reconcile/suggest/property",
        "view": {"url": base + "/reconcile/view?id={{id}}"},
        "preview": {"url": base + "/reconcile/preview?id={{id}}", "width": WIDTH, "height": HEIGHT},
        "suggest": {
            of: {
                "service_url": base,
                "service_path": f"/reconcile/suggest/{of}",
                "flyout_service_url": base,
                "flyout_service_path": f"/reconcile/flyout/{of}?id=${{id}}",
            }
            for of in ("entity", "property", "type")
        },
        "extend": {
            "propose_properties": {"service_url": base, "service_path": "/reconcile/extend/propose"},
            "property_settings": [setting],
        },
        **_common(has_key=has_key),
    }


def manifest_10(base: str, *, has_key: bool) -> Manifest:
    """Return the manifest of the draft of version 1.0, for a service at *base*.

    https://reconciliation-api.github.io/specs/1.0-draft/#service-manifest
    """
    setting = {
        "id": LIMIT_SETTING,
        "name": "Most values",
        "type": "number",
        "default": 0,
        "helpText": "Values of an entity that are taken; 0 is all",
    }
    return {
        "versions": ["1.0-draft"],
        "view": {"url": base + "/reconcile/view?id={id}"},
        "preview": {"width": WIDTH, "height": HEIGHT},
        "suggest": {"entity": True, "property": True, "type": True},
        "extend": {"proposeProperties": True, "propertySettings": [setting]},
        "standardizedScore": True,
        **_common(has_key=has_key),
    }
