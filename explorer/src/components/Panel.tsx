import type { ComponentChildren } from 'preact';

export interface PanelProps {
  readonly title: string;
  /** Next to the title. */
  readonly actions?: ComponentChildren;
  readonly children: ComponentChildren;
}

/** A panel next to the operation. */
export function Panel({ title, actions, children }: PanelProps) {
  return (
    <section class="panel" aria-labelledby="panel-title">
      <header class="panel-header">
        <h2 id="panel-title">{title}</h2>
        {actions}
      </header>
      <div class="panel-body">{children}</div>
    </section>
  );
}
