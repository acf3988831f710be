"""What code says in words: a or an, one and many, lists, numbers, and sums that add up as written.

Whatever an explorer, a check, a picture or an error message writes of a number or of several
things, it takes from here, so that one number is rounded in one way everywhere.
"""

import re

MOST_DECIMALS = 9  # of a factor: float32 has no more


def a(thing):
    """A word or a number with its article, as it is spoken.

    >>> a(3), a(8), a("80"), a(11), a(110), a("8,000"), a("int"), a("uint8"), a("ndarray")
    ('a 3', 'an 8', 'an 80', 'an 11', 'a 110', 'an 8,000', 'an int', 'a uint8', 'an ndarray')
    >>> a("F"), a("G"), a("ankle boot")
    ('an F', 'a G', 'an ankle boot')
    """
    said = str(thing)
    number = re.match(r"\d[\d,]*", said)
    if number:
        first = f"{int(number[0].replace(',', '')):,}".split(",")[0]  # what is spoken first
        vowel = first[0] == "8" or first in ("11", "18")
    elif len(said) == 1:  # a letter, by its name
        vowel = said.lower() in "aefhilmnorsx"
    else:
        vowel = re.match(r"(?!u[ns]i|uint|use|one|eu)[aeiou]|nd", said, re.IGNORECASE)
    return f"{'an' if vowel else 'a'} {said}"


def shortened(name, letters=12):
    """A name as it can stand beside a bar or on an axis: its end is left out where it is long.

    >>> shortened("ankle boot"), shortened("LATIN CAPITAL LETTER A"), shortened(3)
    ('ankle boot', 'LATIN CAPIT…', '3')
    """
    said = str(name)
    return said if len(said) <= letters else said[: letters - 1].rstrip() + "…"


def with_tildes(words):
    """What `network_from` says, with a tilde before the numbers of a network trained just now.

    >>> with_tildes("It is right on 91.2% of 10,000 images.")
    'It is right on ~91.2% of 10,000 images.'
    """
    return re.sub(r"(up to|at most|right on) (?=[\d.])", r"\1 ~", words)


def many(count, one, more=None):
    """A number of things, with a comma after each thousand.

    one, more: the word for one of them, and for any other number if that is not `one` with an s.

    >>> many(1, "image"), many(0, "image"), many(12000, "image"), many(2, "is", "are")
    ('1 image', '0 images', '12,000 images', '2 are')
    """
    return f"{count:,} {either(count, one, more or one + 's')}"


def either(count, one, more):
    """The word for one thing, or the word for any other number of them.

    >>> either(1, "is", "are"), either(0, "is", "are")
    ('is', 'are')
    """
    return one if count == 1 else more


def listed(things, last="and"):
    """Things one after the other. last: the word before the last of them.

    >>> listed([1, 5, 8]), listed(["zero", "mean"], "or"), listed([7])
    ('1, 5 and 8', 'zero or mean', '7')
    """
    *some, end = map(str, things)
    return f"{', '.join(some)} {last} {end}" if some else end


def signed_number(value, decimals=2):
    """A number in words, with its sign and a real minus.

    value: what is to be written. decimals: how many digits stand behind the point.

    >>> signed_number(1.256), signed_number(-0.5), signed_number(-0.001)
    ('+1.26', '−0.50', '0.00')
    """
    rounded = round(float(value), decimals)
    if rounded == 0:
        return f"{0:.{decimals}f}"
    return f"{rounded:+.{decimals}f}".replace("-", "−")


def plain_number(value, decimals=2):
    """A number with a real minus, but no plus.

    >>> plain_number(0.256), plain_number(-0.5)
    ('0.26', '−0.50')
    """
    return signed_number(value, decimals).lstrip("+")


def per_cent(share, decimals=1):
    """A share in per cent.

    >>> per_cent(0.0915), per_cent(0.5, 0)
    ('9.2%', '50%')
    """
    return f"{share:.{decimals}%}"


def as_summands(parts, decimals=2):
    """The parts of a sum, rounded so that they add up to the rounded sum, as they are written.

    All but the last are rounded each by itself; the last is what these leave of the sum. So it
    should be a rest that nobody reads anywhere else.

    >>> as_summands([0.333, 0.333, 0.334]), as_summands([1.004, 1.004])
    ([0.33, 0.33, 0.34], [1.0, 1.01])
    """
    *some, _ = [round(float(part), decimals) for part in parts]
    total = round(float(sum(map(float, parts))), decimals)
    return [*some, round(total - sum(some), decimals)]


def as_factors(one, other, decimals=2):
    """With how many decimals two factors are written, so that they give their product as written.

    decimals: of the product, and the fewest for the factors.

    >>> as_factors(0.996, -1.769), as_factors(1, -1.769)
    (3, 2)
    """
    product = signed_number(one * other, decimals)
    tries = range(decimals, MOST_DECIMALS)
    fit = (n for n in tries if signed_number(round(one, n) * round(other, n), decimals) == product)
    return next(fit, MOST_DECIMALS)
