import { Fragment, type ReactNode } from 'react';

/** Joins those that are not empty, in one line. Each has its own writing direction, so that a name cannot reverse the rest. */
export function join(...parts: readonly (string | false | null | undefined)[]): ReactNode {
  return parts.filter(Boolean).map((part, index) => (
    <Fragment key={index}>
      {index > 0 && ' · '}
      <bdi>{part}</bdi>
    </Fragment>
  ));
}
