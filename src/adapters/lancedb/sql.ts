/** A string literal of DataFusion's SQL: only the quote is special, and is doubled. */
export function quoted(value: string): string {
  return `'${value.replaceAll("'", "''")}'`;
}

/** A condition that holds where the column has one of the values; there must be at least one. */
export function isOneOf(column: string, values: string[]): string {
  return `${column} IN (${values.map(quoted).join(', ')})`;
}
