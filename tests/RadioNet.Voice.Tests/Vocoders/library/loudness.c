/*
 * A vocoder library that is no speech coder: a frame carries one 16-bit level, and decodes to a constant of that level. It serves
 * two calls in each direction, refuses levels of 0x7FFF, and adds the errors that it is told to the first sample.
 */
#include <stdlib.h>
#include "radionet_vocoder.h"

#ifndef ABI
#define ABI RADIONET_VOCODER_ABI
#endif
#ifndef ABILITIES
#define ABILITIES (RADIONET_VOCODER_DECODES | RADIONET_VOCODER_ENCODES)
#endif

static int calls[3];

int32_t radionet_vocoder_abi(void) { return ABI; }

#ifndef LACKS_ABILITIES
uint32_t radionet_vocoder_abilities(void) { return ABILITIES; }
#endif

void *radionet_vocoder_open(uint32_t ability)
{
    if (ability < 1 || ability > 2 || calls[ability] == 2) return NULL;
    calls[ability]++;
    uint32_t *call = malloc(sizeof *call);
    *call = ability;
    return call;
}

int32_t radionet_vocoder_decode(void *call, const uint8_t *frame, int32_t errors, int16_t *speech)
{
    int16_t level = (int16_t)((frame[0] << 8) | frame[1]);
    if (*(uint32_t *)call != RADIONET_VOCODER_DECODES || (frame[6] & 0x7F) != 0 || level == 0x7FFF) return -1;
    for (int index = 0; index < RADIONET_VOCODER_SAMPLES; index++) speech[index] = level;
    speech[0] += (int16_t)errors;
    return 0;
}

int32_t radionet_vocoder_encode(void *call, const int16_t *speech, uint8_t *frame)
{
    if (*(uint32_t *)call != RADIONET_VOCODER_ENCODES || speech[0] == 0x7FFF) return -1;
    frame[0] = (uint8_t)((uint16_t)speech[0] >> 8);
    frame[1] = (uint8_t)speech[0];
    frame[6] = 0xFF; /* Only its highest bit is the frame's. */
    return 0;
}

void radionet_vocoder_close(void *call)
{
    calls[*(uint32_t *)call]--;
    free(call);
}
