import type { Signal } from '@preact/signals';
import { useRef } from 'preact/hooks';

export interface SplitterProps {
  /** Share of the parent before it, in percent. */
  readonly size: Signal<number>;
  /** Its own direction. */
  readonly orientation: 'vertical' | 'horizontal';
  readonly label: string;
}

const MIN = 12;
const MAX = 88;
const STEP = 2;

/** A line between two parts, which the mouse and the arrow keys can move. */
export function Splitter({ size, orientation, label }: SplitterProps) {
  const line = useRef<HTMLDivElement>(null);
  const isVertical = orientation === 'vertical';

  function moveTo(percent: number): void {
    size.value = Math.round(Math.min(Math.max(percent, MIN), MAX) * 10) / 10;
  }

  function follow({ clientX, clientY, buttons }: PointerEvent): void {
    const frame = line.current?.parentElement?.getBoundingClientRect();
    if (buttons === 1 && frame !== undefined) {
      moveTo(isVertical ? (clientX - frame.left) / (frame.width / 100) : (clientY - frame.top) / (frame.height / 100));
    }
  }

  return (
    // biome-ignore lint/a11y/useSemanticElements: a rule cannot be moved, which a separator with a value can.
    <div
      ref={line}
      class={`splitter ${orientation}`}
      role="separator"
      tabIndex={0}
      aria-label={label}
      aria-orientation={orientation}
      aria-valuenow={size.value}
      aria-valuemin={MIN}
      aria-valuemax={MAX}
      onPointerDown={(event) => {
        event.preventDefault();
        line.current?.setPointerCapture(event.pointerId);
      }}
      onPointerMove={follow}
      onKeyDown={({ key }) => {
        const step = { ArrowLeft: -STEP, ArrowUp: -STEP, ArrowRight: STEP, ArrowDown: STEP }[key] ?? 0;
        moveTo(size.value + step);
      }}
    />
  );
}
