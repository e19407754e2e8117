import type { Signal } from '@preact/signals';
import { Editor } from '../editor/Editor.js';
import { reading } from '../editor/extensions.js';
import { useExplorer } from '../model/explorer.js';
import type { Advice } from '../model/sending/advice.js';
import type { Answer } from '../model/sending/send.js';
import { displayed } from '../model/text/display.js';
import { AdviceBox } from './AdviceBox.js';
import { CopyButton } from './CopyButton.js';
import { DownloadButton } from './DownloadButton.js';
import { duration, size } from './format.js';
import { Icon } from './icons.js';

export interface AnswerViewProps {
  readonly answer: Answer;
  readonly advice: Advice | undefined;
  /** Its response headers, instead of its body. */
  readonly showsHeaders: Signal<boolean>;
}

/** An answer with its status, time and size, and its buttons. */
export function AnswerView({ answer, advice, showsHeaders }: AnswerViewProps) {
  const { runs } = useExplorer();
  const { isCut } = displayed(answer.text);
  return (
    <>
      <div class="toolbar">
        <Facts answer={answer} isGood={answer.status < 400 && answer.errors.length === 0 && advice === undefined} />
        <span class="spacer" />
        <button
          type="button"
          class="button quiet"
          title="Response headers"
          aria-pressed={showsHeaders.value}
          onClick={() => {
            showsHeaders.value = !showsHeaders.value;
          }}
        >
          <Icon name="ready" />
          <span class="label">Response headers</span>
        </button>
        <CopyButton label="Copy" text={() => answer.text} />
        <DownloadButton text={() => answer.text} type={answer.isJson ? 'json' : answer.isPage ? 'html' : 'txt'} />
      </div>
      <Errors answer={answer} />
      {advice !== undefined && <AdviceBox advice={advice} />}
      {showsHeaders.value ? (
        <ResponseHeaders answer={answer} />
      ) : (
        <>
          {isCut && (
            <p class="cut" role="status">
              This answer is long: only a part of it is shown and searched. Copy and Download have all{' '}
              {size(new Blob([answer.text]).size)}.
            </p>
          )}
          <Editor
            text={() => displayed(runs.shown.value?.text ?? '').text}
            label="Answer, as JSON"
            extensions={reading}
          />
        </>
      )}
    </>
  );
}

function Facts({ answer, isGood }: { readonly answer: Answer; readonly isGood: boolean }) {
  const { status, durationMs, bytes, requestId } = answer;
  return (
    <p class="facts" aria-live="polite">
      <span class="status" data-good={isGood}>
        {status}
      </span>
      <span>{duration(durationMs)}</span>
      <span>{size(bytes)}</span>
      {requestId !== null && (
        <span class="request-id" title={`x-request-id: ${requestId}`}>
          {requestId}
        </span>
      )}
    </p>
  );
}

export function Errors({ answer: { errors } }: { readonly answer: Pick<Answer, 'errors'> }) {
  if (errors.length === 0) {
    return null;
  }
  return (
    <ul class="errors">
      {errors.map(({ code, outcome, times }) => (
        <li key={`${code} ${outcome}`}>
          {code}
          {outcome !== undefined && <span class="outcome">{outcome}</span>}
          {times > 1 && <span class="outcome">× {times}</span>}
        </li>
      ))}
    </ul>
  );
}

function ResponseHeaders({ answer: { headers } }: { readonly answer: Answer }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and keyboard users must be able to scroll it.
    <section class="response-headers" aria-label="Response headers" tabIndex={0}>
      <dl>
        {headers.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <p class="note">Browsers hide some headers from pages, such as set-cookie.</p>
    </section>
  );
}
