"""Zones of Route 53 by the identifiers that somebody has written down already."""

import os

import moto.route53.models

id_of_moto = moto.route53.models.create_route53_zone_id


def add():
    """The next zones have the identifiers that COMMONS_ZONE_IDS names, one after the other."""
    named = [each for each in os.environ.get("COMMONS_ZONE_IDS", "").split(",") if each]
    moto.route53.models.create_route53_zone_id = lambda *args, **kwargs: (
        named.pop(0) if named else id_of_moto(*args, **kwargs)
    )
