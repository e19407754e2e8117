import { titleOf } from '../model/document/documents.js';
import { useExplorer } from '../model/explorer.js';
import { Icon } from './icons.js';

export interface DownloadButtonProps {
  readonly text: () => string;
  readonly type: 'json' | 'html' | 'txt';
}

/** Downloads the whole text, even if only a part of it is shown. */
export function DownloadButton({ text, type }: DownloadButtonProps) {
  const { runs, tabs } = useExplorer();

  function download(): void {
    const name = runs.operation.value?.name ?? titleOf(tabs.active.value.document);
    const mediaType = type === 'json' ? 'application/json' : 'text/plain';
    const url = URL.createObjectURL(new Blob([text()], { type: mediaType }));
    const link = document.createElement('a');
    link.href = url;
    link.download = `${name}.${type}`;
    link.click();
    // After the browser has begun to read it.
    setTimeout(() => URL.revokeObjectURL(url));
  }

  return (
    <button type="button" class="button quiet" title="Download" onClick={download}>
      <Icon name="download" />
      <span class="label">Download</span>
    </button>
  );
}
