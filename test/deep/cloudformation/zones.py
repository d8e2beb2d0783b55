"""Zones of Route 53 by the identifiers that somebody has written down already."""

import os

import moto.route53.models
import moto.route53.responses
from moto.core.responses import ActionResult

id_of_moto = moto.route53.models.create_route53_zone_id


def add():
    """The next zones have the identifiers that COMMONS_ZONE_IDS names, one after the other."""
    named = [each for each in os.environ.get("COMMONS_ZONE_IDS", "").split(",") if each]
    moto.route53.models.create_route53_zone_id = lambda *args, **kwargs: (
        named.pop(0) if named else id_of_moto(*args, **kwargs)
    )
    moto.route53.responses.Route53.list_health_checks = whole_list_of_health_checks


def whole_list_of_health_checks(self):
    """moto does not say whether there are more, which clients ask for. Source: Route 53 API, ListHealthChecks."""
    return ActionResult({"HealthChecks": self.backend.list_health_checks(), "IsTruncated": False})
