import type { AppBskyRichtextFacet } from '@atproto/api';

export type Facet = AppBskyRichtextFacet.Main;

/**
 * What in the words is a link, a hashtag or a mention, by UTF-8 offsets: this network leaves it to its clients. A mention
 * that nobody answers to stays words; published with a handle in place of an id it would be a broken record for ever.
 */
export async function facetsOf(
  words: string,
  didOf: (handle: string) => Promise<string | undefined>,
): Promise<readonly Facet[]> {
  const { AppBskyRichtextFacet, RichText } = await import('@atproto/api');
  const text = new RichText({ text: words });
  text.detectFacetsWithoutResolution();
  const facets: Facet[] = [];
  for (const facet of text.facets ?? []) {
    const features: Facet['features'] = [];
    for (const feature of facet.features) {
      if (!AppBskyRichtextFacet.isMention(feature)) features.push(feature);
      else {
        const did = await didOf(feature.did);
        if (did !== undefined) features.push({ ...feature, did });
      }
    }
    if (features.length > 0) facets.push({ ...facet, features });
  }
  return facets;
}
