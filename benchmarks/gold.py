"""One function a gold set: runs the program on it as its README says, and reads the figures."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pycountry

from benchmarks.shared import GOLD, OPEN, SEEDS, figure, program, rows, score

Figures = dict[str, float]


def _coded(emit: str, name: str, work: Path) -> tuple[Path, Path]:
    gold, out = OPEN / f"{name}.jsonl.gz", work / f"{name}-{emit}.jsonl"
    program("code", "--emit", emit, given=gzip.decompress(gold.read_bytes()), out=out)
    return gold, out


def _in_older_codes(out: Path) -> Path:
    """The output with the codes of this set's time, when IGO stood for the UN and the EC as well."""
    older, text = out.with_name(f"older-{out.name}"), out.read_text(encoding="utf-8")
    for code in ("UNO", "EUR"):
        text = text.replace(f'"country":"{code}"', '"country":"IGO"').replace(
            f'"country": "{code}"', '"country": "IGO"'
        )
    older.write_text(text, encoding="utf-8")
    return older


# This gold says IGO of every body of states; PLOVER 2.0 has codes of their own for these.
_BODIES_OF_STATES = frozenset({"UNO", "EUR"})


def _bodies_folded(reports: Path, out: Path) -> Path:
    """The reports with PLOVER's own codes for the United Nations and the European Union put back to IGO."""
    with out.open("w", encoding="utf-8") as lines:
        for line in reports.read_text(encoding="utf-8").splitlines():
            report = json.loads(line)
            for party in (*report["actor"], *report["recipient"]):
                party["country"] = "IGO" if party["country"] in _BODIES_OF_STATES else party["country"]
            lines.write(json.dumps(report) + "\n")
    return out


def _parties(printed: str, note: str = "") -> Figures:
    return {
        f"source country{note}": figure(printed, "source found", "="),
        f"target country{note}": figure(printed, "target found", "="),
        f"type and both parties{note}": figure(printed, "type and both", "="),
    }


def plover_gsr(work: Path) -> Figures:
    """As the scorer compares, and with the gold's IGO taken for what PLOVER 2.0 writes UNO and EUR."""
    gold, out = _coded("reports", "plover_gsr", work)
    printed = score("coding", gold, out)
    folded = score("coding", gold, _bodies_folded(out, work / "plover_gsr-folded.jsonl"))
    return {
        "type precision": figure(printed, "event type", "P"),
        "type recall": figure(printed, "event type", "R"),
        "type F1": figure(printed, "event type: P", " F1"),
        "macro F1": figure(printed, "event type", "macro F1"),
        **_parties(printed),
        **_parties(folded, ", IGO as UNO or EUR"),
        "reports a sentence": figure(printed, "sentences", "reports a sentence"),
    }


def plover_pairs(work: Path) -> Figures:
    """The same sentences with the parties given: macro F1 of the type."""
    gold, given, out = OPEN / "plover_gsr.jsonl.gz", work / "pairs.jsonl", work / "pairs-out.jsonl"
    with given.open("w", encoding="utf-8") as lines:
        for row in rows(gold):
            want = row["gold"][0]
            sides = {
                k: [p["text"] for p in want.get(s) or []] for k, s in (("actor", "source"), ("recipient", "target"))
            }
            lines.write(
                json.dumps({"id": row["id"], "text": row["text"], **{k: v for k, v in sides.items() if v}}) + "\n"
            )
    program("code", "--emit", "reports", given=given.read_bytes(), out=out)
    printed = score("coding", gold, out)
    return {"macro F1": figure(printed, "event type", "macro F1"), "type F1": figure(printed, "event type: P", " F1")}


def petrarch_units(work: Path) -> Figures:
    printed_rows = [json.loads(line) for line in _coded("reports", "petrarch_units", work)[1].read_text().splitlines()]
    gold = list(rows(OPEN / "petrarch_units.jsonl.gz"))
    return {"reports a sentence": round(len(printed_rows) / len(gold), 3)}


def polnear(work: Path) -> Figures:
    printed = score("claims", *_coded("claims", "polnear_train_200", work))
    found, of = (float(n) for n in printed.splitlines()[1].rsplit(" ", 1)[1].split("/"))
    return {
        "content overlap F1": figure(printed, "content overlap: P", " F1"),
        "content exact": figure(printed, "content exact (ends within 4 characters in all)", "="),
        "source recall": round(found / of, 3),
    }


def _linked(name: str, work: Path) -> Figures:
    gold, ledger, out = OPEN / f"{name}.jsonl.gz", work / f"{name}.db", work / f"{name}-linked.jsonl"
    program("ingest", gold, "--ledger", ledger)
    program("export", "reports", "--ledger", ledger, out=out)
    inputs = {
        d["document_id"]: d["input_id"]
        for d in map(json.loads, program("export", "documents", "--ledger", ledger).splitlines())
    }
    reports = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    lines = [json.dumps({**r, "input_id": r.get("input_id") or inputs.get(r["document_id"])}) for r in reports]
    out.write_text("\n".join(lines) + "\n", encoding="utf-8")
    printed = score("linking", gold, out)
    reached, of = (float(n) for n in printed.splitlines()[0].split(": ")[1].split(" ")[0].split("/"))
    return {
        "pairs precision": figure(printed, "cross-document pairs", "P"),
        "pairs recall": figure(printed, "cross-document pairs", "R"),
        "mentions reached": round(reached / of, 3),
    }


def ecbplus(work: Path) -> Figures:
    return _linked("ecbplus_train_dev", work)


def meantime_linking(work: Path) -> Figures:
    return _linked("meantime_half", work)


# The leaders' lists name countries by English name or by Correlates of War abbreviation; the
# records contract says ISO 3166 alpha-3, so the gold is put in those words before it is scored.
_COW = (
    "UKG GBR|FRN FRA|GMY DEU|GFR DEU|SPN ESP|POR PRT|SWZ CHE|AUS AUT|CZR CZE|SLO SVK|SLV SVN|CRO HRV|BOS BIH|"
    "MAC MKD|YUG SRB|ROM ROU|BUL BGR|MLD MDA|LAT LVA|LIT LTU|GRG GEO|SWD SWE|DEN DNK|ICE ISL|IRE IRL|CDI CIV|"
    "NIR NER|GUI GIN|BFO BFA|SIE SLE|TOG TGO|CAO CMR|NIG NGA|CEN CAF|CHA TCD|CON COG|DRC COD|EQG GNQ|ANG AGO|"
    "ZAM ZMB|TAZ TZA|ZIM ZWE|MAW MWI|SAF ZAF|LES LSO|BOT BWA|SWA SWZ|MAG MDG|MAS MUS|SEY SYC|COM COM|MOR MAR|ALG DZA|"
    "LIB LBY|SUD SDN|SSD SSD|TAN TZA|BUI BDI|KEN KEN|ETM ETM|ETH ETH|GAM GMB|MLI MLI|MAA MRT|GNB GNB|CAP CPV|"
    "STP STP|LEB LBN|KUW KWT|BAH BHR|UAE ARE|OMA OMN|YEM YEM|SAU SAU|IRQ IRQ|TAJ TJK|KYR KGZ|UZB UZB|KZK KAZ|"
    "TKM TKM|MON MNG|TAW TWN|ROK KOR|PRK PRK|BHU BTN|BNG BGD|MYA MMR|SRI LKA|MAD MDV|NEP NPL|THI THA|CAM KHM|"
    "LAO LAO|DRV VNM|MAL MYS|SIN SGP|BRU BRN|PHI PHL|INS IDN|ETM TLS|AUL AUS|NEW NZL|VAN VUT|SOL SLB|FIJ FJI|"
    "NAU NRU|MSI MHL|PAL PLW|FSM FSM|WSM WSM|HAI HTI|TRI TTO|BAR BRB|GRN GRD|SLU LCA|SVG VCT|AAB ATG|SKN KNA|"
    "GUA GTM|HON HND|SAL SLV|COS CRI|NIC NIC|PAN PAN|PAR PRY|URU URY|CHL CHL|ECU ECU|BHM BHS|DOM DOM|NTH NLD|"
    "BEL BEL|MNC MCO|LIE LIE|AND AND|SNM SMR|ALB ALB|MNG MNE|KOS KOS|NOR NOR|JAM JAM|RVN VNM|DMA DMA|TUK TUR|"
    "GUY GUY|SUR SUR|ARM ARM|AZE AZE|EQG GNQ|MZM MOZ|SOM SOM|DJI DJI|ERI ERI|RWA RWA|UGA UGA|GAB GAB|BEN BEN|"
    "NAM NAM|GHA GHA|LBR LBR|SEN SEN|TUN TUN|EGY EGY|IRN IRN|TUR TUR|SYR SYR|JOR JOR|ISR ISR|QAT QAT|AFG AFG|"
    "TON TON|TUV TUV|KIR KIR|PNG PNG|JPN JPN|CHN CHN|IND IND|PAK PAK|MEX MEX|BLZ BLZ|CUB CUB"
)
_ABBREVIATIONS = dict(pair.split() for pair in _COW.split("|"))
# ruff: noqa: E501 - tables of names
_SPELT = {
    "Burma": "MMR", "Turkey (Turkiye)": "TUR", "Korea, North": "PRK", "Korea, South": "KOR", "Holy See (Vatican City)": "VAT",
    "Congo, Democratic Republic of the": "COD", "Congo, Republic of the": "COG", "Cote d'Ivoire": "CIV", "Kosovo": "KOS",
    "Micronesia, Federated States of": "FSM", "Taiwan": "TWN", "West Bank": "PSE", "Gaza Strip": "PSE", "Cabo Verde": "CPV",
    "Czechia": "CZE", "Bahamas, The": "BHS", "Gambia, The": "GMB", "Laos": "LAO", "Brunei": "BRN", "Macau": "CHN",
    "Turkiye": "TUR", "Turkey": "TUR", "Russia": "RUS", "Iran": "IRN", "Syria": "SYR", "Vietnam": "VNM", "Venezuela": "VEN",
    "Bolivia": "BOL", "Tanzania": "TZA", "Moldova": "MDA", "Saint Helena, Ascension, and Tristan da Cunha": "GBR",
    "Falkland Islands (Islas Malvinas)": "GBR", "Saint Martin": "FRA", "Sint Maarten": "NLD", "Curacao": "NLD",
    "Congo (Brazzaville)": "COG", "DRC": "COD", "C&ocirc;te d'Ivoire": "CIV", "The Bahamas": "BHS", "The Gambia": "GMB", "The Dominican": "DOM",
    "Saint Barthelemy": "FRA", "Akrotiri": "GBR", "Dhekelia": "GBR", "French Southern and Antarctic Lands": "FRA",
    "Svalbard (sometimes referred to as Spitsbergen, the largest island in the archipelago)": "NOR",
    "Pitcairn Islands": "GBR", "Wallis and Futuna": "FRA", "Virgin Islands": "USA", "British Virgin Islands": "GBR",
}  # fmt: skip
# PLOVER folds dependencies into the state that controls them.
_DEPENDENCIES = {
    "USA": "ASM GUM MNP PRI VIR", "FRA": "PYF NCL WLF SPM BLM MAF", "NZL": "COK NIU TKL", "AUS": "CCK CXR NFK",
    "GBR": "AIA BMU VGB CYM FLK GIB GGY IMN JEY MSR PCN SHN TCA", "NLD": "ABW CUW SXM", "DNK": "FRO GRL", "CHN": "MAC",
}  # fmt: skip
_FOLDED = {code: state for state, codes in _DEPENDENCIES.items() for code in codes.split()}


def alpha3(name: str, scheme: str | None) -> str | None:
    """The ISO code of a country as a leaders' list writes it, or None."""
    if scheme:
        return _ABBREVIATIONS.get(name) or (name if pycountry.countries.get(alpha_3=name) else None)
    if name in _SPELT:
        return _SPELT[name]
    try:
        code = str(pycountry.countries.lookup(name).alpha_3)
    except LookupError:
        return None
    return _FOLDED.get(code, code)


def _leaders(name: str, work: Path, since: str = "") -> Figures:
    gold, out = work / f"{name}.jsonl", work / f"{name}-out.jsonl"
    kept = [{**r, "country": alpha3(r["country"], r.get("country_scheme"))} for r in rows(OPEN / f"{name}.jsonl.gz")]
    kept = [r for r in kept if not since or not r.get("end") or r["end"] >= since]
    gold.write_text("".join(json.dumps(r) + "\n" for r in kept), encoding="utf-8")
    program("actor", "--batch", gold, out=out)
    return {"known": figure(score("leaders", gold, out), "leaders known", "=")}


def leaders_factbook(work: Path) -> Figures:
    return _leaders("leaders_factbook", work)


def leaders_reign(work: Path) -> Figures:
    return _leaders("leaders_reign", work, since="2000")


def seeds(work: Path) -> Figures:
    """The founding pages, ingested together and scored against what a reader found."""
    import subprocess
    import sys

    ledger = work / "seeds.db"
    program("ingest", SEEDS, "--ledger", ledger)
    out = {kind: work / f"seeds-{kind}.jsonl" for kind in ("documents", "reports", "claims")}
    for kind, path in out.items():
        program("export", kind, "--ledger", ledger, out=path)
    command = [sys.executable, str(GOLD / "score_seeds.py"), str(GOLD), *map(str, out.values())]
    printed = subprocess.run(command, capture_output=True, check=True, text=True).stdout
    found: Figures = {}
    for line in printed.splitlines():
        name, _, share = line.partition(": ")
        if name == "all":
            found["all"] = float(share.split("= ")[1])
        elif not line.startswith("MISS"):
            good, of = share.split("/")
            found[name] = round(int(good) / int(of), 3)
    return found
