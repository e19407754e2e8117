import type { ButtonHTMLAttributes, KeyboardEvent, MouseEvent } from 'react';

interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  /** `primary` for the most likely action, `quiet` for a rare one. */
  readonly kind?: 'primary' | 'quiet' | undefined;
}

/** A key that is held must not also press what the first press brought, such as the confirmation in a dialog. */
const ignoreHeld = (event: KeyboardEvent) => event.repeat && event.key === 'Enter' && event.preventDefault();

/** A disabled button does nothing but keeps the focus, so that keyboard users continue from there. */
export function Button({ kind, className = '', type = 'button', disabled = false, onClick, ...rest }: ButtonProps) {
  const press = (event: MouseEvent<HTMLButtonElement>) => (disabled ? event.preventDefault() : onClick?.(event));
  const classes = [kind, className].filter(Boolean).join(' ');
  return (
    <button type={type} className={classes} aria-disabled={disabled} onClick={press} onKeyDown={ignoreHeld} {...rest} />
  );
}
