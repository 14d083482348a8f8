import type { YAMLError } from 'yaml';

/** What a source has that is no YAML, in words for whoever wrote it. */
export function yamlMistake({ code, message }: YAMLError): string {
  switch (code) {
    case 'DUPLICATE_KEY':
      return 'this key stands in the same mapping above; leave one of the two';
    case 'BLOCK_AS_IMPLICIT_KEY':
    case 'BLOCK_IN_FLOW':
      return `${message}; if this is a text with a colon in it, put it in quotation marks`;
    case 'MULTIPLE_DOCS':
      return 'a second document begins here; leave this line and what is behind it to a file of its own';
    case 'RESOURCE_EXHAUSTION':
      return 'this is nested too deep';
    default:
      return message;
  }
}
