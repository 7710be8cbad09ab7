"""Teaches the learned head from the labelled sentences under data/training (needs the extra ``train``)."""
