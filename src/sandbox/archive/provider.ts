import { badArgument } from '../http/errors.js';
import type { ValueAnswer } from '../http/route.js';
import { archiveListItems, type ListItems } from './agent.js';
import { type Archive, type ArchiveRequest, answerArchive } from './archive.js';

/** An archive with its records, as it is found by its name. */
export interface Provider {
  readonly answer: (request: ArchiveRequest) => ValueAnswer;
  readonly listItems: ListItems;
}

export function providerOf<Row>(archive: Archive<Row>, records: () => Iterable<Row>): Provider {
  return {
    answer: (request) => answerArchive(archive, records(), request),
    listItems: archiveListItems(archive, records),
  };
}

/** @throws {Refusal} 400 for an unknown provider. How SuperOffice refuses it is unknown. */
export function providerNamed(providers: Readonly<Record<string, Provider>>, name: string): Provider {
  const found = Object.entries(providers).find(([known]) => known.toLowerCase() === name.toLowerCase());
  if (!found) {
    throw badArgument('There is no such archive provider.');
  }
  return found[1];
}
