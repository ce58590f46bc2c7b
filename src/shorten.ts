// A text of any length -> one that fits where it is shown or kept.

/** At most `limit` UTF-16 code units, as schemas count them, with an ellipsis in place of the rest; never half of a surrogate pair. */
export function shorten(text: string, limit: number): string {
  return text.length <= limit ? text : `${text.slice(0, Math.max(0, limit - 1)).replace(/[\ud800-\udbff]$/, "")}…`;
}

/** The same for names: those of a family differ at their end as often as at their beginning, so that the ellipsis stands in the middle. */
export function shortenName(name: string, limit: number): string {
  if (name.length <= limit) return name;
  const end = Math.max(0, limit - 1) >> 1;
  return `${shorten(name, limit - end)}${name.slice(name.length - end).replace(/^[\udc00-\udfff]/, "")}`;
}
