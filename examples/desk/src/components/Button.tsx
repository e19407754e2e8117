import type { ButtonHTMLAttributes } from 'react';

interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  /** `primary` for what comes next, `quiet` for what is rarely needed. */
  readonly kind?: 'primary' | 'quiet' | undefined;
}

export function Button({ kind, className = '', type = 'button', ...rest }: ButtonProps) {
  return <button type={type} className={[kind, className].filter(Boolean).join(' ')} {...rest} />;
}
