/** What stands behind names in the tasks of questions, or opens a quoted one. */
const SEPARATOR = /^"| (?:on|for|to|against) |, /;

/**
 * A model's name as it stands in the task of a question. It is quoted where it holds what could be taken for the words
 * behind it, so that no two questions have one task: model `m` on item `x on y`, model `m on x` on item `y`.
 */
export function nameInTask(name: string): string {
  return SEPARATOR.test(`${name} `) ? JSON.stringify(name) : name;
}
