/** An address as it is shown: its query may hold a key. */
export function withoutQuery(address: string): string {
  return address.replace(/[?#].*/s, '');
}
