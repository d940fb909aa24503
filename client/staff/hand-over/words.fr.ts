export const fr = {
  title: 'Passer sur un autre téléphone',
  scan: 'Sur l’autre téléphone, lisez ce code avec l’appareil photo, puis touchez « Relier ».',
  qr: 'QR code qui relie l’autre téléphone à votre nom',
  orCode: 'Ou entrez-y ce code :',
  life: (left: string) => `Il sert une fois, encore ${left}.`,
  making: 'Un instant…',
  dead: 'Ce code a expiré.',
  again: 'Un autre code',
  taken: (name: string) => `${name} est relié à votre nom.`,
  nothingLeft: 'Ce téléphone n’a plus rien à envoyer.',
  unsent: (count: number) =>
    count > 1
      ? `Ce téléphone a encore ${count} choses à envoyer : gardez-le allumé.`
      : 'Ce téléphone a encore une chose à envoyer : gardez-le allumé.',
  keep: 'Garder aussi ce téléphone',
  leave: 'Quitter ce téléphone',
  leaveOnceSent: 'Tout envoyer, puis quitter',
  leaving: 'Envoi avant de quitter…',
  offline: 'Sans réseau, l’autre téléphone ne peut pas être relié d’ici.',
  export: 'Garder ce qui n’est pas envoyé dans un fichier',
  file: 'regie-non-envoye.json',
};
