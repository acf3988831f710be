"""Answers to the exercises of notebook 05, Train a hundred neurons."""

import numpy as np

from helpers.checks.verdict import exercise, judge, number, numbers, right


@exercise
def check_trust(share, counts, digit):
    """Exercise 1: how often the network is right when it gives one answer.

    share: the answer. counts: int, (10, 10), rows are true digits, columns are answers. digit: the
    answer of the network that is asked about.
    """
    share = number(share)
    hits, given, own = counts[digit, digit], counts[:, digit].sum(), counts[digit].sum()
    truth = hits / given
    recall = f"this is the recall, a row: how many of the true {digit}s are answered {digit}."
    mistakes = {
        recall: hits / own,
        "this is how often it is wrong; the question asks how often it is right.": 1 - truth,
        f"divide by how often it says {digit}, not by all images.": hits / counts.sum(),
        "this is in per cent; a share lies between 0 and 1.": 100 * truth,
    }
    judge(share, truth, mistakes, f"divide the count on the diagonal by the sum of column {digit}.")
    right(f"{given} times it says {digit}, and {hits} times it is one: {truth:.1%}.")


@exercise
def check_how_wrong(quadratic, cross_entropy, outputs, wanted):
    """Exercise 2: how wrong each output is, by two costs.

    quadratic, cross_entropy: the answers. outputs, wanted: float, (10,), sigmoid outputs and what
    they should be.
    """
    quadratic = numbers(quadratic, np.shape(outputs))
    cross_entropy = numbers(cross_entropy, np.shape(outputs))
    outputs = np.asarray(outputs, dtype=float)
    error, slope = outputs - wanted, outputs * (1 - outputs)
    mistakes = {
        "quadratic is only the error; the slope of the sigmoid is missing.": error,
        "quadratic is only the slope; the error is missing.": slope,
        "quadratic has its sign turned round: output minus wanted.": -error * slope,
        "the slope is out * (1 - out): one of its factors is missing.": error * outputs,
        "this is the cost of each output; its slope is asked for.": error**2 / 2,
    }
    otherwise = "quadratic is the error, output minus wanted, times out * (1 - out)."
    judge(quadratic, error * slope, mistakes, otherwise)
    mistakes = {
        "the slope cancels: nothing is left of it in cross_entropy.": error * slope,
        "cross_entropy has its sign turned round: output minus wanted.": -error,
    }
    judge(cross_entropy, error, mistakes, "cross_entropy is the error alone: out - wanted.")
    small = int(np.sum(np.abs(error * slope) < 0.01 * np.abs(error)))
    right(f"for {small} of ten outputs the slope leaves less than a hundredth of the error.")
