"""A bill of materials in CycloneDX 1.6: ``python -m supply.bill [--output FILE]``.

The locked packages with version, licence, hashes and what each needs, from their installed metadata. The same
lock gives the same bill: it bears no time, and its serial number is made of what it holds.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Mapping
from importlib.metadata import PackageNotFoundError, metadata, requires, version
from pathlib import Path
from uuid import NAMESPACE_URL, uuid5

from cyclonedx.contrib.license.factories import LicenseFactory
from cyclonedx.model import HashAlgorithm, HashType
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentType
from cyclonedx.output import make_outputter
from cyclonedx.schema import OutputFormat, SchemaVersion
from packageurl import PackageURL
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from supply.licences import licence
from supply.locks import HASHES, LOCK, Pin, pins

NAME = "newsledger"


def bill(locked: Mapping[str, Pin], hashed: Mapping[str, Pin]) -> str:
    """The bill as JSON; of a package that is not installed it has name, version and hashes alone."""
    made = {name: _component(pin, hashed.get(name)) for name, pin in sorted(locked.items())}
    own = Component(name=NAME, version=version(NAME), type=ComponentType.APPLICATION, bom_ref=NAME)
    own.licenses.update(_licences(NAME))
    bom = Bom(components=made.values())
    bom.metadata.component = own
    for name, component in [(NAME, own), *made.items()]:
        bom.register_dependency(component, [made[each] for each in sorted(_needs(name) & made.keys())])
    plain = json.loads(make_outputter(bom, OutputFormat.JSON, SchemaVersion.V1_6).output_as_string())
    return json.dumps(_same_always(plain), indent=1, sort_keys=True) + "\n"


def _same_always(plain: dict[str, object]) -> dict[str, object]:
    plain["metadata"] = {name: said for name, said in dict(plain["metadata"]).items() if name != "timestamp"}  # type: ignore[call-overload]
    plain.pop("serialNumber", None)
    held = json.dumps(plain, sort_keys=True)
    return {**plain, "serialNumber": f"urn:uuid:{uuid5(NAMESPACE_URL, held)}"}


def _component(pin: Pin, hashed: Pin | None) -> Component:
    files = sorted(hashed.hashes) if hashed and hashed.version == pin.version else []
    return Component(
        name=pin.name,
        version=pin.version,
        type=ComponentType.LIBRARY,
        bom_ref=pin.name,
        purl=PackageURL("pypi", None, pin.name, pin.version),
        licenses=_licences(pin.name),
        hashes=[HashType(alg=HashAlgorithm.SHA_256, content=each) for each in files],
    )


def _licences(name: str) -> list[object]:
    try:
        found = licence(metadata(name))
    except PackageNotFoundError:
        found = None
    return [LicenseFactory().make_from_string(found)] if found else []


def _needs(name: str) -> set[str]:
    """What a package needs on this machine, its extras aside."""
    try:
        said: Iterable[str] = requires(name) or ()
    except PackageNotFoundError:
        return set()
    wanted = map(Requirement, said)
    return {
        str(canonicalize_name(one.name)) for one in wanted if one.marker is None or one.marker.evaluate({"extra": ""})
    }


def main(argv: list[str]) -> int:
    asked = argparse.ArgumentParser(prog="supply.bill")
    asked.add_argument("--output", type=Path, default=Path("newsledger.cdx.json"))
    given = asked.parse_args(argv)
    hashed = pins(HASHES.read_text(encoding="utf-8")) if HASHES.exists() else {}
    locked = pins(LOCK.read_text(encoding="utf-8"))
    given.output.write_text(bill(locked, hashed), encoding="utf-8")
    print(f"{len(locked)} packages are in {given.output}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
