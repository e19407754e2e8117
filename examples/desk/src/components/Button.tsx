import type { ButtonHTMLAttributes, MouseEvent } from 'react';

interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  /** `primary` for what comes next, `quiet` for what is rarely needed. */
  readonly kind?: 'primary' | 'quiet' | undefined;
}

/** One that is disabled does nothing, but keeps the focus: whoever has pressed it goes on from there. */
export function Button({ kind, className = '', type = 'button', disabled = false, onClick, ...rest }: ButtonProps) {
  const press = (event: MouseEvent<HTMLButtonElement>) => (disabled ? event.preventDefault() : onClick?.(event));
  const classes = [kind, className].filter(Boolean).join(' ');
  return <button type={type} className={classes} aria-disabled={disabled} onClick={press} {...rest} />;
}
