/** An item of a list of RFC 9651 whose value is a string, with parameters that are integers. */
export interface StringItem {
  value: string;
  parameters: Record<string, number>;
}

/**
 * Parses what the two fields of draft-ietf-httpapi-ratelimit-headers may hold here: a list of strings
 * with integers as parameters, by the grammar of RFC 9651, strictly.
 * @throws Error where something else stands there
 */
export function parseStringList(field: string): StringItem[] {
  return field.split(/[ \t]*,[ \t]*/).map((member) => {
    const match =
      /^"([\x20-\x21\x23-\x5b\x5d-\x7e]*)"((?:; *[a-z*][a-z0-9_.*-]*=-?\d{1,15})*)$/.exec(member);
    if (!match) throw new Error(`Not a string with integers as parameters: ${member}`);
    const parameters = [...(match[2] ?? '').matchAll(/; *([^=]+)=(-?\d+)/g)];
    return {
      value: match[1] ?? '',
      parameters: Object.fromEntries(parameters.map(([, name, value]) => [name, Number(value)])),
    };
  });
}
