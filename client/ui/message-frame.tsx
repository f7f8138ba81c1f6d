import classes from './frame.module.css';

interface MessageFrameProps {
  src: string;
  title: string;
  lang?: string;
}

/** A mail, shown with no rights at all. By address: `srcdoc` would inherit our policy and lose the mail's styles (ux 10.2). */
export function MessageFrame({ src, title, lang }: MessageFrameProps) {
  return <iframe sandbox="" className={classes.message} src={src} title={title} lang={lang} />;
}
