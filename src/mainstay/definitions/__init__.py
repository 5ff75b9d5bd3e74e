"""Judgement as data: indicators, matrices, glossary. Read with `mainstay.terms.reading`."""
