/** A locale as labels and settings name it: language, then script and region where they matter (ja, pt-BR, zh-Hant, es-419). */
export const LOCALE = /^[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?$/;
