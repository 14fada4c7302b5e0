"""What data there is, for catalogues of data such as a council's: DCAT 3, as JSON-LD.

One catalogue with one dataset, all the courses, and a distribution for each format that is a file
of the site. https://www.w3.org/TR/vocab-dcat-3/
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from catalogue.exports.gate import OUR_LICENCE, File, Format, Json
from catalogue.exports.paged import known

if TYPE_CHECKING:
    from collections.abc import Iterator

    from catalogue.catalogue import Catalogue
    from catalogue.exports.house import House

FORMAT = Format(
    name="dcat",
    title="Catalogue of the data (DCAT 3)",
    purpose="Which data there are, under which licence and how old, for catalogues of open data.",
    media_type="application/ld+json",
    addresses=("data/catalogue.jsonld",),
    begins_at="data/catalogue.jsonld",
    checked_by="A reader of JSON.",
    needs_address=True,
)
_WORDS = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
_MEDIA_TYPES = "https://www.iana.org/assignments/media-types/"
_LANGUAGES = "http://id.loc.gov/vocabulary/iso639-1/"


def write(catalogue: Catalogue, house: House) -> Iterator[File]:
    """Yield the one file."""
    urls = house.urls
    page, home = urls.absolute(urls.data("")), urls.absolute(urls.home())
    about: dict[str, Any] = {
        "@type": "dcat:Catalog",
        "@id": f"{page}#catalogue",
        "dct:title": f"{house.name}: open data",
        "dct:description": "Data about courses for adults, made anew with each build of the site.",
        "foaf:homepage": {"@id": page},
        **_shared(catalogue, house, home),
        "dcat:dataset": _dataset(catalogue, house, page, home),
    }
    yield File(urls.data("catalogue.jsonld"), Json({"@context": _WORDS, **about}))


def _shared(catalogue: Catalogue, house: House, home: str) -> dict[str, Any]:
    first = min((one.first for one in house.history.values()), default=catalogue.today)
    return known(
        {
            "dct:license": {"@id": OUR_LICENCE},
            "dct:issued": _day(first.isoformat()),
            "dct:modified": _day(catalogue.today.isoformat()),
            "dct:language": {"@id": f"{_LANGUAGES}en"},
            "dct:publisher": {
                "@type": "foaf:Organization",
                "@id": f"{home}#publisher",
                "foaf:name": house.name,
            },
        }
    )


def _dataset(catalogue: Catalogue, house: House, page: str, home: str) -> dict[str, Any]:
    city, mail = catalogue.reference.city.name, house.contact_email
    return {
        "@type": "dcat:Dataset",
        "@id": f"{page}#courses",
        "dct:title": f"Courses for adults in {city}",
        "dct:description": (
            "Each course with its runs, venues and providers: what, where, when, for whom, and "
            "what it costs. Invented examples say so in their names."
        ),
        "dcat:keyword": ["adult education", "courses", "community learning", city],
        "dcat:landingPage": {"@id": page},
        **_shared(catalogue, house, home),
        "dcat:contactPoint": known(
            {
                "@type": "vcard:Kind",
                "vcard:fn": house.name,
                "vcard:hasEmail": {"@id": f"mailto:{mail}"} if mail else None,
                "vcard:hasURL": {"@id": home},
            }
        ),
        "dcat:distribution": [_distribution(one, house, page) for one in _others()],
    }


def _others() -> list[Format]:
    from catalogue.exports import FORMATS  # which this is one of

    formats = (export.FORMAT for export in FORMATS)
    return [one for one in formats if one.begins_at and one is not FORMAT]


def _distribution(one: Format, house: House, page: str) -> dict[str, Any]:
    whole = house.urls.absolute(house.urls.home())
    return {
        "@type": "dcat:Distribution",
        "@id": f"{page}#{one.name}",
        "dct:title": one.title,
        "dct:description": one.purpose,
        "dct:license": {"@id": one.licence},
        "dcat:accessURL": {"@id": f"{page}#{one.name}"},
        "dcat:downloadURL": {"@id": f"{whole}{one.begins_at}"},
        "dcat:mediaType": {"@id": f"{_MEDIA_TYPES}{one.media_type}"},
    }


def _day(day: str) -> dict[str, str]:
    return {"@value": day, "@type": "xsd:date"}
