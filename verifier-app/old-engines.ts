/** Engines before 2023 (old WebViews) lack this one word of ECMAScript 2024, which core asks of every text. */
String.prototype.isWellFormed ??= function (this: string) {
  return !/\p{Surrogate}/u.test(this);
};
