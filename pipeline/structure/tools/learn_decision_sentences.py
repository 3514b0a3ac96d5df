#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Learns which sentences of a case say what was decided.

usage: learn_decision_sentences.py -o data/decision_sentences.tsv DUMP=GOLD[@WEIGHT]...
       learn_decision_sentences.py --bare cases /tmp/bare

DUMP is what dump_sentences prints for a folder of minutes, GOLD the folder of their annotations
(NAME.json beside or apart; "raw" or "file" names the document), or of cases in Markdown with their
decisions between ⟦ and ⟧ (cases/, whose marks are taken out before they are dumped: --bare). A sentence is an example of a
decision if the annotated decision of its case holds it; WEIGHT says how much more than others the
sentences of a set count (real minutes more than invented ones). Logistic regression (L2) over the cues of a
sentence and its words; words that fewer than three bodies use are left out, names are no words.
Prints how cases come out when each body in turn is left out, by words alone and with what was
learned. Needs python3-sklearn (Debian) and a gold folder; nothing of the product needs it.
"""
import argparse
import collections
import glob
import json
import os
import random
import re
import sys

import numpy
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

LIKELY, LEAST, SHARE, HARDLY, CERTAIN = 0.51, 0.5, 0.5, 0.15, 0.8  # as in decisions.cpp and decision_model.cpp
LONGEST = 24  # words of a sentence that may be doubted, as in decisions.cpp
NEVER = ("spoken-against", "question", "proposal-label", "officer-label", "next-meeting")  # as in decision_model.cpp
STRENGTH = 0.85  # inverse of the L2 penalty
FOLDS = 10
NUMBER = re.compile(r"^(?:\w+[ -])?(?:\d[\w./-]*|[\w/-]*\d[\w./-]*|[A-Za-z][.)]|[IVX]+\.)[.):]?\s+(?:[–-]\s+)?")


def plain(text):
    text = re.sub(r"[*_#`|]+", " ", (text or "").replace("\u00ad", "").replace("[...]", " "))
    return re.sub(r"\s+", " ", text).strip(" .:–—-").casefold()


def folded(text):
    return re.sub(r"[^\w§%]+", " ", (text or "").replace("[...]", " ").casefold()).strip()


def token_f1(one, other):
    one, other = plain(one).split(), plain(other).split()
    common = sum((collections.Counter(one) & collections.Counter(other)).values())
    return 2 * common / (len(one) + len(other)) if common else 0.0


def gold_of(folder):
    out = {}
    for path in sorted(glob.glob(os.path.join(folder, "*.json"))):
        with open(path, encoding="utf-8") as file:
            each = json.load(file)
        if "cases" in each or "meetings" in each:
            out[os.path.basename(each.get("raw") or each["file"])] = each
    for path in sorted(glob.glob(os.path.join(folder, "*.md"))):
        with open(path, encoding="utf-8") as file:
            text = file.read()
        if "\u27e6" in text:
            name = os.path.basename(path)
            out[name] = {"file": name, "kind": "minutes", "cases": marked_cases(text)}
    return out


def marked_cases(text):
    out = []
    for part in re.split(r"(?m)^## ", text)[1:]:
        title, _, rest = part.partition("\n")
        marks = [re.sub(r"\s+", " ", m).strip() for m in re.findall("\u27e6(.*?)\u27e7", rest, re.S)]
        bare = NUMBER.sub("", title.strip())  # what dump_sentences has of "Sak 27/08 Budsjett"
        out.append({"title": title.strip(), "title_alt": [bare] if bare else [], "decision": " [...] ".join(marks) or None})
    return out


def write_bare(folder, target):
    os.makedirs(target, exist_ok=True)
    for path in glob.glob(os.path.join(folder, "*.md")):
        with open(path, encoding="utf-8") as file:
            text = file.read()
        with open(os.path.join(target, os.path.basename(path)), "w", encoding="utf-8") as file:
            file.write(text.replace("\u27e6", "").replace("\u27e7", ""))


def cases_of(dump, folder):
    gold, taken, out = gold_of(folder), collections.defaultdict(set), []
    for line in open(dump, encoding="utf-8"):
        case = json.loads(line)
        name = os.path.basename(case["path"])
        each = gold.get(name)
        if not each or each["kind"] != "minutes":
            continue
        true = list(each.get("cases") or [])
        for meeting in each.get("meetings") or []:
            true += meeting.get("cases", [])
        for at, one in enumerate(true):
            titles = [one["title"], *one.get("title_alt", [])]
            if at not in taken[name] and any(folded(t) == folded(case["title"]) for t in titles):
                break
        else:
            continue
        taken[name].add(at)
        texts = [t for t in [one.get("decision"), *one.get("decision_alt", [])] if t]
        open_question = one.get("decision_optional") or texts
        if one.get("optional") or one.get("decision_soft") or (
                not one.get("decision") and open_question):
            continue
        case["true"] = texts
        path = each.get("raw") or each["file"]
        body = re.sub(r"[-_]?\d{4}.*$", "", os.path.splitext(name)[0])
        case["body"] = path.split("/")[0] if "/" in path else folder + body
        for sentence in case["sentences"]:
            said = folded(sentence["text"])
            sentence["decides"] = any(
                said and (said in folded(t) or (len(folded(t)) > max(12, 0.4 * len(said)) and folded(t) in said))
                for t in texts)
        case["labelled"] = any("case-labelled" in s["cues"] for s in case["sentences"])
        out.append(case)
    return out


def endings(token):
    """The last two and three letters of a word, which stand for words that few use."""
    return [] if token.startswith("<") else ["~" + token[-n:] for n in (2, 3) if len(token) > n + 1]


def features(sentences, at):
    """Cues and words of a sentence: "PLACE TOKEN", a token being a word or "~" and its ending."""
    sentence = sentences[at]
    out = collections.Counter(sentence["cues"])
    tokens = sentence["tokens"]
    for place, token in enumerate(tokens):
        for each in [token, *endings(token)]:
            out["anywhere " + each] += 1
            if place < 3:
                out[f"{place} {each}"] += 1
    if tokens:
        out["last " + tokens[-1]] += 1
    for name, other in (("before", at - 1), ("behind", at + 1)):
        if 0 <= other < len(sentences):
            for token in sentences[other]["tokens"][:2]:
                out[f"{name} {token}"] += 1
    return out


def decided(case, chances):
    """The text of the decision, as decisions.cpp chooses it."""
    best = max(chances, default=0)
    by_words = case["by_words"]
    if by_words:
        chosen = [(s, p) for s, p in zip(case["sentences"], chances) if folded(s["text"]) in folded(by_words)]
        if chosen and all(p < HARDLY and "strong" not in s["cues"] and len(s["tokens"]) <= LONGEST for s, p in chosen):
            by_words = None
    if by_words:
        return with_next(case, chances, by_words)
    if best < LIKELY:
        return None
    least = max(min(LEAST, best), SHARE * best)
    return " ".join(s["text"] for s, p in zip(case["sentences"], chances) if p >= least)


def with_next(case, chances, by_words):
    """What was chosen by words, and sentences right behind that are nearly certain."""
    inside = [folded(s["text"]) != "" and folded(s["text"]) in folded(by_words) for s in case["sentences"]]
    more = [not at and i > 0 and inside[i - 1] and chances[i] >= CERTAIN for i, at in enumerate(inside)]
    if not any(more):
        return by_words
    return " ".join(s["text"] for s, a, b in zip(case["sentences"], inside, more) if a or b)


def f1(cases, decide):
    true = given = right = 0
    for case in cases:
        if case["labelled"]:
            continue
        text = decide(case)
        true += bool(case["true"])
        given += bool(text)
        right += bool(text) and any(token_f1(text, t) >= 0.8 for t in case["true"])
    return f"true {true} given {given} right {right} F1 {200 * right / max(1, true + given):.1f} %"


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("-o", "--output")
    parser.add_argument("--bare", nargs=2, metavar=("FOLDER", "TARGET"),
                        help="write the cases of a folder without their marks, and end")
    parser.add_argument("--test", action="append", default=[], metavar="DUMP=GOLD",
                        help="not learned from: only scored")
    parser.add_argument("sets", nargs="*", metavar="DUMP=GOLD")
    options = parser.parse_args()
    if options.bare:
        write_bare(*options.bare)
        return
    if not options.sets or not options.output:
        parser.error("needs -o and at least one DUMP=GOLD")
    parts = [re.fullmatch(r"(.*?)=(.*?)(?:@([0-9.]+))?", name).groups() for name in options.sets]
    sets = {f"{dump}={gold}": cases_of(dump, gold) for dump, gold, _ in parts}
    cases = [c for some in sets.values() for c in some]
    rows = [(c, s) for c in cases for s in c["sentences"]]
    counts = numpy.concatenate([numpy.full(sum(len(c["sentences"]) for c in some), float(weight or 1))
                                for some, (_, _, weight) in zip(sets.values(), parts)])
    seen = [features(c["sentences"], at) for c in cases for at in range(len(c["sentences"]))]
    bodies = collections.defaultdict(set)
    for (case, _), each in zip(rows, seen):
        for name in each:
            bodies[name].add(case["body"])

    def wanted(each):
        return {k: v for k, v in each.items() if " " not in k or len(bodies.get(k, ())) >= 3}

    vectors = DictVectorizer()
    x = vectors.fit_transform([wanted(each) for each in seen]).tocsr()
    y = numpy.array([s["decides"] for _, s in rows])

    against = numpy.array([any(k in s["cues"] for k in NEVER)
                           for _, s in rows])

    def learned(chosen):
        return LogisticRegression(C=STRENGTH, max_iter=3000, solver="liblinear").fit(
            x[chosen], y[chosen], sample_weight=counts[chosen])

    order = sorted({c["body"] for c in cases})
    random.Random(1).shuffle(order)
    fold = {body: at % FOLDS for at, body in enumerate(order)}
    folds = numpy.array([fold[c["body"]] for c, _ in rows])
    chances = numpy.zeros(len(y))
    for at in range(FOLDS):
        chances[folds == at] = learned(folds != at).predict_proba(x[folds == at])[:, 1]
    chances[against] = 0
    at = 0
    for case in cases:
        case["left_out"] = chances[at:at + len(case["sentences"])]
        at += len(case["sentences"])
    for name, some in sets.items():
        print(name, "by words:", f1(some, lambda c: c["by_words"]),
              "| bodies left out:", f1(some, lambda c: decided(c, c["left_out"])))
    model = learned(numpy.ones(len(y), bool))
    for name in options.test:
        some = cases_of(*name.split("="))
        for case in some:
            case["chances"] = model.predict_proba(vectors.transform(
                [wanted(features(case["sentences"], at))
                 for at in range(len(case["sentences"]))]))[:, 1] if case["sentences"] else []
        print(name, "by words:", f1(some, lambda c: c["by_words"]),
              "| learned:", f1(some, lambda c: decided(c, c["chances"])))
    weights = dict(zip(vectors.get_feature_names_out(), model.coef_[0]))
    places = ("anywhere", "0", "1", "2", "last", "before", "behind")
    tokens = {k.split(" ", 1)[1] for k in weights if " " in k}

    def row_of(token):
        return [weights.get(f"{place} {token}", 0) for place in places]

    def summed(token):
        """With the endings that the word has, too, so that one row is looked up for a word."""
        parts = [token, *endings(token)]
        if token.startswith("~"):
            parts = [token, token[:1] + token[-2:]] if len(token) == 4 else [token]
        return [round(1000 * sum(column)) for column in zip(*map(row_of, parts))]

    kept = 0
    with open(options.output, "w", encoding="utf-8") as out:
        print(f"# Source: learned by tools/learn_decision_sentences.py from {len(rows):,} sentences of "
              f"{len(cases):,} annotated cases of {len(order)} bodies; log odds in thousandths: cues, then "
              "words (anywhere, first, second, third, last; among the first two of the sentence before, behind),",
              file=out)
        print("# then endings, for words that have no row of their own. A word's row holds those of its endings.",
              file=out)
        print(f"bias\tbias\t{round(1000 * model.intercept_[0])}", file=out)
        for name in sorted(k for k in weights if " " not in k):
            print(f"cue\t{name}\t{round(1000 * weights[name])}", file=out)
        for kind in ("word", "ending"):
            for token in sorted(t for t in tokens if t.startswith("~") == (kind == "ending")):
                if max(map(abs, row_of(token))) >= 0.06:
                    kept += 1
                    print(kind, token.removeprefix("~"), *summed(token), sep="\t", file=out)
    print(f"{len(rows)} sentences, {int(y.sum())} decide; {kept} words and endings kept of {len(tokens)}", file=sys.stderr)


main()
