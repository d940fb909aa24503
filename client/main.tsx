import { render } from 'preact';
import './style/tokens.css';
import './style/fonts.css';
import './style/base.css';
import './style/parts.css';
import './style/shell.css';
import { App } from './staff/shell/App.tsx';
import { wear } from './staff/shell/theme.ts';
import { language } from './words/words.ts';

wear();
document.documentElement.lang = language.value;
