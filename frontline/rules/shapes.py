"""The small shapes that all source models are made of."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

Code = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{1,63}$")]
FormCode = Annotated[str, Field(pattern=r"^([A-Z][A-Z0-9_]{1,63}|any)$")]
IndicatorOrMeans = Annotated[str, Field(pattern=r"^([a-z][a-z0-9_]{1,63}|[A-Z][A-Z0-9_]{1,63})$")]
Language = Annotated[str, Field(pattern=r"^[a-z]{2,3}(_[A-Za-z]{2,4})?$")]
Prose = Annotated[str, Field(min_length=2, max_length=600)]
StrengthWord = Literal["strong", "medium", "weak"]
# Kept as plain data here and parsed by conditions.py, which names the faulty part.
RawCondition = object


class Model(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)
