/*
 * 64-bit PowerPC, ELFv2, little-endian.  OpenPOWER ABI 1.5, section 2.2; DWARF columns as compilers number .eh_frame.
 * %r0 reads as zero in an address.  r2, the TOC pointer, is kept for callers in the same module.
 *
 * Generated from arch-specs/ppc64-elfv2.abi; do not edit.
 *
 * The frame of a suspended context, from its stack pointer (%r1); the CFA is at +560:
 *
 *      +552  8   %r2
 *      +544  8   %r31
 *      +536  8   %r30
 *      +528  8   %r29
 *      +520  8   %r28
 *      +512  8   %r27
 *      +504  8   %r26
 *      +496  8   %r25
 *      +488  8   %r24
 *      +480  8   %r23
 *      +472  8   %r22
 *      +464  8   %r21
 *      +456  8   %r20
 *      +448  8   %r19
 *      +440  8   %r18
 *      +432  8   %r17
 *      +424  8   %r16
 *      +416  8   %r15
 *      +408  8   %r14
 *      +400  8   %f31
 *      +392  8   %f30
 *      +384  8   %f29
 *      +376  8   %f28
 *      +368  8   %f27
 *      +360  8   %f26
 *      +352  8   %f25
 *      +344  8   %f24
 *      +336  8   %f23
 *      +328  8   %f22
 *      +320  8   %f21
 *      +312  8   %f20
 *      +304  8   %f19
 *      +296  8   %f18
 *      +288  8   %f17
 *      +280  8   %f16
 *      +272  8   %f15
 *      +264  8   %f14
 *      +256  8   return address
 *      +248  8   %cr
 *      +224  16  %v31 (if configured)
 *      +208  16  %v30 (if configured)
 *      +192  16  %v29 (if configured)
 *      +176  16  %v28 (if configured)
 *      +160  16  %v27 (if configured)
 *      +144  16  %v26 (if configured)
 *      +128  16  %v25 (if configured)
 *      +112  16  %v24 (if configured)
 *       +96  16  %v23 (if configured)
 *       +80  16  %v22 (if configured)
 *       +64  16  %v21 (if configured)
 *       +48  16  %v20 (if configured)
 *       +40  8   %vrsave (if configured)
 *       +32  8   %fpscr (if configured)
 *        +0  32  room for the callee
 */
#include "shunt.h"

#if !(defined __powerpc64__ && _CALL_ELF == 2 && defined __LITTLE_ENDIAN__)
#error "these are the stubs of ppc64-elfv2; this compiler has another ABI"
#endif

#define SHUNT_FILE_SCOPE 0
#define SHUNT_OPEN
#define SHUNT_CLOSE

#include "shunt_stub.h"

#ifdef __clang__
#pragma clang diagnostic ignored "-Woverlength-strings"
#endif
#pragma GCC diagnostic ignored "-Wunused-parameter"

SHUNT_VISIBLE

/*
 * Saves the caller in a frame, makes the other frame's stack current, and leaves through it.  From the
 * exchange on, every row speaks of the other context: all suspended frames have one shape.
 */
SHUNT_BEGIN(void *, shunt_switch, (void *pass, shunt_context to, shunt_context *save))
	"	stdu %r1, -560(%r1)\n"
	"		.cfi_def_cfa_offset 560\n"
	"	std %r14, 408(%r1)\n"
	"		.cfi_offset 14, -152\n"
	"	std %r15, 416(%r1)\n"
	"		.cfi_offset 15, -144\n"
	"	std %r16, 424(%r1)\n"
	"		.cfi_offset 16, -136\n"
	"	std %r17, 432(%r1)\n"
	"		.cfi_offset 17, -128\n"
	"	std %r18, 440(%r1)\n"
	"		.cfi_offset 18, -120\n"
	"	std %r19, 448(%r1)\n"
	"		.cfi_offset 19, -112\n"
	"	std %r20, 456(%r1)\n"
	"		.cfi_offset 20, -104\n"
	"	std %r21, 464(%r1)\n"
	"		.cfi_offset 21, -96\n"
	"	std %r22, 472(%r1)\n"
	"		.cfi_offset 22, -88\n"
	"	std %r23, 480(%r1)\n"
	"		.cfi_offset 23, -80\n"
	"	std %r24, 488(%r1)\n"
	"		.cfi_offset 24, -72\n"
	"	std %r25, 496(%r1)\n"
	"		.cfi_offset 25, -64\n"
	"	std %r26, 504(%r1)\n"
	"		.cfi_offset 26, -56\n"
	"	std %r27, 512(%r1)\n"
	"		.cfi_offset 27, -48\n"
	"	std %r28, 520(%r1)\n"
	"		.cfi_offset 28, -40\n"
	"	std %r29, 528(%r1)\n"
	"		.cfi_offset 29, -32\n"
	"	std %r30, 536(%r1)\n"
	"		.cfi_offset 30, -24\n"
	"	std %r31, 544(%r1)\n"
	"		.cfi_offset 31, -16\n"
	"	std %r2, 552(%r1)\n"
	"		.cfi_offset 2, -8\n"
	"	stfd %f14, 264(%r1)\n"
	"		.cfi_offset 46, -296\n"
	"	stfd %f15, 272(%r1)\n"
	"		.cfi_offset 47, -288\n"
	"	stfd %f16, 280(%r1)\n"
	"		.cfi_offset 48, -280\n"
	"	stfd %f17, 288(%r1)\n"
	"		.cfi_offset 49, -272\n"
	"	stfd %f18, 296(%r1)\n"
	"		.cfi_offset 50, -264\n"
	"	stfd %f19, 304(%r1)\n"
	"		.cfi_offset 51, -256\n"
	"	stfd %f20, 312(%r1)\n"
	"		.cfi_offset 52, -248\n"
	"	stfd %f21, 320(%r1)\n"
	"		.cfi_offset 53, -240\n"
	"	stfd %f22, 328(%r1)\n"
	"		.cfi_offset 54, -232\n"
	"	stfd %f23, 336(%r1)\n"
	"		.cfi_offset 55, -224\n"
	"	stfd %f24, 344(%r1)\n"
	"		.cfi_offset 56, -216\n"
	"	stfd %f25, 352(%r1)\n"
	"		.cfi_offset 57, -208\n"
	"	stfd %f26, 360(%r1)\n"
	"		.cfi_offset 58, -200\n"
	"	stfd %f27, 368(%r1)\n"
	"		.cfi_offset 59, -192\n"
	"	stfd %f28, 376(%r1)\n"
	"		.cfi_offset 60, -184\n"
	"	stfd %f29, 384(%r1)\n"
	"		.cfi_offset 61, -176\n"
	"	stfd %f30, 392(%r1)\n"
	"		.cfi_offset 62, -168\n"
	"	stfd %f31, 400(%r1)\n"
	"		.cfi_offset 63, -160\n"
	"	mfcr %r11\n"
	"	std %r11, 248(%r1)\n"
	"		.cfi_offset 70, -312\n"
	"		.cfi_offset 71, -312\n"
	"		.cfi_offset 72, -312\n"
	"	mflr %r11\n"
	"	std %r11, 256(%r1)\n"
	"		.cfi_offset 65, -304\n"
#if defined __ALTIVEC__
	"	li %r11, 48\n"
	"	stvx %v20, %r11, %r1\n"
	"		.cfi_offset 97, -512\n"
	"	li %r11, 64\n"
	"	stvx %v21, %r11, %r1\n"
	"		.cfi_offset 98, -496\n"
	"	li %r11, 80\n"
	"	stvx %v22, %r11, %r1\n"
	"		.cfi_offset 99, -480\n"
	"	li %r11, 96\n"
	"	stvx %v23, %r11, %r1\n"
	"		.cfi_offset 100, -464\n"
	"	li %r11, 112\n"
	"	stvx %v24, %r11, %r1\n"
	"		.cfi_offset 101, -448\n"
	"	li %r11, 128\n"
	"	stvx %v25, %r11, %r1\n"
	"		.cfi_offset 102, -432\n"
	"	li %r11, 144\n"
	"	stvx %v26, %r11, %r1\n"
	"		.cfi_offset 103, -416\n"
	"	li %r11, 160\n"
	"	stvx %v27, %r11, %r1\n"
	"		.cfi_offset 104, -400\n"
	"	li %r11, 176\n"
	"	stvx %v28, %r11, %r1\n"
	"		.cfi_offset 105, -384\n"
	"	li %r11, 192\n"
	"	stvx %v29, %r11, %r1\n"
	"		.cfi_offset 106, -368\n"
	"	li %r11, 208\n"
	"	stvx %v30, %r11, %r1\n"
	"		.cfi_offset 107, -352\n"
	"	li %r11, 224\n"
	"	stvx %v31, %r11, %r1\n"
	"		.cfi_offset 108, -336\n"
	"	mfspr %r11, 256\n"
	"	std %r11, 40(%r1)\n"
#endif
#if SHUNT_FP_CONTROL
	"	mffs %f0\n"
	"	stfd %f0, 32(%r1)\n"
#endif
	"	std %r1, 0(%r5)\n"
	"	mr %r1, %r4\n"
#if SHUNT_FP_CONTROL
	"	mffs %f0\n"
	"	stfd %f0, -8(%r1)\n"
	"	ld %r11, -8(%r1)\n"
	"	ld %r12, 32(%r1)\n"
	"	xor %r11, %r11, %r12\n"
	"	andi. %r11, %r11, 0xff\n"
	"	beq 1f\n"
	"	lfd %f0, 32(%r1)\n"
	"	mtfsf 3, %f0\n"
	"1:\n"
#endif
#if defined __ALTIVEC__
	"	ld %r11, 40(%r1)\n"
	"	mtspr 256, %r11\n"
	"	li %r11, 48\n"
	"	lvx %v20, %r11, %r1\n"
	"	li %r11, 64\n"
	"	lvx %v21, %r11, %r1\n"
	"	li %r11, 80\n"
	"	lvx %v22, %r11, %r1\n"
	"	li %r11, 96\n"
	"	lvx %v23, %r11, %r1\n"
	"	li %r11, 112\n"
	"	lvx %v24, %r11, %r1\n"
	"	li %r11, 128\n"
	"	lvx %v25, %r11, %r1\n"
	"	li %r11, 144\n"
	"	lvx %v26, %r11, %r1\n"
	"	li %r11, 160\n"
	"	lvx %v27, %r11, %r1\n"
	"	li %r11, 176\n"
	"	lvx %v28, %r11, %r1\n"
	"	li %r11, 192\n"
	"	lvx %v29, %r11, %r1\n"
	"	li %r11, 208\n"
	"	lvx %v30, %r11, %r1\n"
	"	li %r11, 224\n"
	"	lvx %v31, %r11, %r1\n"
#endif
	"	ld %r11, 248(%r1)\n"
	"	mtcrf 0x38, %r11\n"
	"	ld %r11, 256(%r1)\n"
	"	mtlr %r11\n"
	"	lfd %f14, 264(%r1)\n"
	"	lfd %f15, 272(%r1)\n"
	"	lfd %f16, 280(%r1)\n"
	"	lfd %f17, 288(%r1)\n"
	"	lfd %f18, 296(%r1)\n"
	"	lfd %f19, 304(%r1)\n"
	"	lfd %f20, 312(%r1)\n"
	"	lfd %f21, 320(%r1)\n"
	"	lfd %f22, 328(%r1)\n"
	"	lfd %f23, 336(%r1)\n"
	"	lfd %f24, 344(%r1)\n"
	"	lfd %f25, 352(%r1)\n"
	"	lfd %f26, 360(%r1)\n"
	"	lfd %f27, 368(%r1)\n"
	"	lfd %f28, 376(%r1)\n"
	"	lfd %f29, 384(%r1)\n"
	"	lfd %f30, 392(%r1)\n"
	"	lfd %f31, 400(%r1)\n"
	"	ld %r14, 408(%r1)\n"
	"	ld %r15, 416(%r1)\n"
	"	ld %r16, 424(%r1)\n"
	"	ld %r17, 432(%r1)\n"
	"	ld %r18, 440(%r1)\n"
	"	ld %r19, 448(%r1)\n"
	"	ld %r20, 456(%r1)\n"
	"	ld %r21, 464(%r1)\n"
	"	ld %r22, 472(%r1)\n"
	"	ld %r23, 480(%r1)\n"
	"	ld %r24, 488(%r1)\n"
	"	ld %r25, 496(%r1)\n"
	"	ld %r26, 504(%r1)\n"
	"	ld %r27, 512(%r1)\n"
	"	ld %r28, 520(%r1)\n"
	"	ld %r29, 528(%r1)\n"
	"	ld %r30, 536(%r1)\n"
	"	ld %r31, 544(%r1)\n"
	"	ld %r2, 552(%r1)\n"
	"	addi %r1, %r1, 560\n"
	"		.cfi_def_cfa_offset 0\n"
	"		.cfi_restore 46\n"
	"		.cfi_restore 70\n"
	"		.cfi_restore 71\n"
	"		.cfi_restore 72\n"
#if defined __ALTIVEC__
	"		.cfi_restore 97\n"
	"		.cfi_restore 98\n"
	"		.cfi_restore 99\n"
	"		.cfi_restore 100\n"
	"		.cfi_restore 101\n"
	"		.cfi_restore 102\n"
	"		.cfi_restore 103\n"
	"		.cfi_restore 104\n"
	"		.cfi_restore 105\n"
	"		.cfi_restore 106\n"
	"		.cfi_restore 107\n"
	"		.cfi_restore 108\n"
#endif
	"		.cfi_restore 65\n"
	"	blr\n"
SHUNT_END(shunt_switch)

/*
 * Calls fn under the target's frame, before the target is loaded: what fn throws unwinds the target.
 */
SHUNT_BEGIN(void *, shunt_switch_with, (void *pass, shunt_context to, shunt_context *save, void *(*fn)(void *pass)))
	"	stdu %r1, -560(%r1)\n"
	"		.cfi_def_cfa_offset 560\n"
	"	std %r14, 408(%r1)\n"
	"		.cfi_offset 14, -152\n"
	"	std %r15, 416(%r1)\n"
	"		.cfi_offset 15, -144\n"
	"	std %r16, 424(%r1)\n"
	"		.cfi_offset 16, -136\n"
	"	std %r17, 432(%r1)\n"
	"		.cfi_offset 17, -128\n"
	"	std %r18, 440(%r1)\n"
	"		.cfi_offset 18, -120\n"
	"	std %r19, 448(%r1)\n"
	"		.cfi_offset 19, -112\n"
	"	std %r20, 456(%r1)\n"
	"		.cfi_offset 20, -104\n"
	"	std %r21, 464(%r1)\n"
	"		.cfi_offset 21, -96\n"
	"	std %r22, 472(%r1)\n"
	"		.cfi_offset 22, -88\n"
	"	std %r23, 480(%r1)\n"
	"		.cfi_offset 23, -80\n"
	"	std %r24, 488(%r1)\n"
	"		.cfi_offset 24, -72\n"
	"	std %r25, 496(%r1)\n"
	"		.cfi_offset 25, -64\n"
	"	std %r26, 504(%r1)\n"
	"		.cfi_offset 26, -56\n"
	"	std %r27, 512(%r1)\n"
	"		.cfi_offset 27, -48\n"
	"	std %r28, 520(%r1)\n"
	"		.cfi_offset 28, -40\n"
	"	std %r29, 528(%r1)\n"
	"		.cfi_offset 29, -32\n"
	"	std %r30, 536(%r1)\n"
	"		.cfi_offset 30, -24\n"
	"	std %r31, 544(%r1)\n"
	"		.cfi_offset 31, -16\n"
	"	std %r2, 552(%r1)\n"
	"		.cfi_offset 2, -8\n"
	"	stfd %f14, 264(%r1)\n"
	"		.cfi_offset 46, -296\n"
	"	stfd %f15, 272(%r1)\n"
	"		.cfi_offset 47, -288\n"
	"	stfd %f16, 280(%r1)\n"
	"		.cfi_offset 48, -280\n"
	"	stfd %f17, 288(%r1)\n"
	"		.cfi_offset 49, -272\n"
	"	stfd %f18, 296(%r1)\n"
	"		.cfi_offset 50, -264\n"
	"	stfd %f19, 304(%r1)\n"
	"		.cfi_offset 51, -256\n"
	"	stfd %f20, 312(%r1)\n"
	"		.cfi_offset 52, -248\n"
	"	stfd %f21, 320(%r1)\n"
	"		.cfi_offset 53, -240\n"
	"	stfd %f22, 328(%r1)\n"
	"		.cfi_offset 54, -232\n"
	"	stfd %f23, 336(%r1)\n"
	"		.cfi_offset 55, -224\n"
	"	stfd %f24, 344(%r1)\n"
	"		.cfi_offset 56, -216\n"
	"	stfd %f25, 352(%r1)\n"
	"		.cfi_offset 57, -208\n"
	"	stfd %f26, 360(%r1)\n"
	"		.cfi_offset 58, -200\n"
	"	stfd %f27, 368(%r1)\n"
	"		.cfi_offset 59, -192\n"
	"	stfd %f28, 376(%r1)\n"
	"		.cfi_offset 60, -184\n"
	"	stfd %f29, 384(%r1)\n"
	"		.cfi_offset 61, -176\n"
	"	stfd %f30, 392(%r1)\n"
	"		.cfi_offset 62, -168\n"
	"	stfd %f31, 400(%r1)\n"
	"		.cfi_offset 63, -160\n"
	"	mfcr %r11\n"
	"	std %r11, 248(%r1)\n"
	"		.cfi_offset 70, -312\n"
	"		.cfi_offset 71, -312\n"
	"		.cfi_offset 72, -312\n"
	"	mflr %r11\n"
	"	std %r11, 256(%r1)\n"
	"		.cfi_offset 65, -304\n"
#if defined __ALTIVEC__
	"	li %r11, 48\n"
	"	stvx %v20, %r11, %r1\n"
	"		.cfi_offset 97, -512\n"
	"	li %r11, 64\n"
	"	stvx %v21, %r11, %r1\n"
	"		.cfi_offset 98, -496\n"
	"	li %r11, 80\n"
	"	stvx %v22, %r11, %r1\n"
	"		.cfi_offset 99, -480\n"
	"	li %r11, 96\n"
	"	stvx %v23, %r11, %r1\n"
	"		.cfi_offset 100, -464\n"
	"	li %r11, 112\n"
	"	stvx %v24, %r11, %r1\n"
	"		.cfi_offset 101, -448\n"
	"	li %r11, 128\n"
	"	stvx %v25, %r11, %r1\n"
	"		.cfi_offset 102, -432\n"
	"	li %r11, 144\n"
	"	stvx %v26, %r11, %r1\n"
	"		.cfi_offset 103, -416\n"
	"	li %r11, 160\n"
	"	stvx %v27, %r11, %r1\n"
	"		.cfi_offset 104, -400\n"
	"	li %r11, 176\n"
	"	stvx %v28, %r11, %r1\n"
	"		.cfi_offset 105, -384\n"
	"	li %r11, 192\n"
	"	stvx %v29, %r11, %r1\n"
	"		.cfi_offset 106, -368\n"
	"	li %r11, 208\n"
	"	stvx %v30, %r11, %r1\n"
	"		.cfi_offset 107, -352\n"
	"	li %r11, 224\n"
	"	stvx %v31, %r11, %r1\n"
	"		.cfi_offset 108, -336\n"
	"	mfspr %r11, 256\n"
	"	std %r11, 40(%r1)\n"
#endif
#if SHUNT_FP_CONTROL
	"	mffs %f0\n"
	"	stfd %f0, 32(%r1)\n"
#endif
	"	std %r1, 0(%r5)\n"
	"	mr %r1, %r4\n"
	"	mr %r12, %r6\n"
	"	mtctr %r12\n"
	"	bctrl\n"
#if SHUNT_FP_CONTROL
	"	mffs %f0\n"
	"	stfd %f0, -8(%r1)\n"
	"	ld %r11, -8(%r1)\n"
	"	ld %r12, 32(%r1)\n"
	"	xor %r11, %r11, %r12\n"
	"	andi. %r11, %r11, 0xff\n"
	"	beq 1f\n"
	"	lfd %f0, 32(%r1)\n"
	"	mtfsf 3, %f0\n"
	"1:\n"
#endif
#if defined __ALTIVEC__
	"	ld %r11, 40(%r1)\n"
	"	mtspr 256, %r11\n"
	"	li %r11, 48\n"
	"	lvx %v20, %r11, %r1\n"
	"	li %r11, 64\n"
	"	lvx %v21, %r11, %r1\n"
	"	li %r11, 80\n"
	"	lvx %v22, %r11, %r1\n"
	"	li %r11, 96\n"
	"	lvx %v23, %r11, %r1\n"
	"	li %r11, 112\n"
	"	lvx %v24, %r11, %r1\n"
	"	li %r11, 128\n"
	"	lvx %v25, %r11, %r1\n"
	"	li %r11, 144\n"
	"	lvx %v26, %r11, %r1\n"
	"	li %r11, 160\n"
	"	lvx %v27, %r11, %r1\n"
	"	li %r11, 176\n"
	"	lvx %v28, %r11, %r1\n"
	"	li %r11, 192\n"
	"	lvx %v29, %r11, %r1\n"
	"	li %r11, 208\n"
	"	lvx %v30, %r11, %r1\n"
	"	li %r11, 224\n"
	"	lvx %v31, %r11, %r1\n"
#endif
	"	ld %r11, 248(%r1)\n"
	"	mtcrf 0x38, %r11\n"
	"	ld %r11, 256(%r1)\n"
	"	mtlr %r11\n"
	"	lfd %f14, 264(%r1)\n"
	"	lfd %f15, 272(%r1)\n"
	"	lfd %f16, 280(%r1)\n"
	"	lfd %f17, 288(%r1)\n"
	"	lfd %f18, 296(%r1)\n"
	"	lfd %f19, 304(%r1)\n"
	"	lfd %f20, 312(%r1)\n"
	"	lfd %f21, 320(%r1)\n"
	"	lfd %f22, 328(%r1)\n"
	"	lfd %f23, 336(%r1)\n"
	"	lfd %f24, 344(%r1)\n"
	"	lfd %f25, 352(%r1)\n"
	"	lfd %f26, 360(%r1)\n"
	"	lfd %f27, 368(%r1)\n"
	"	lfd %f28, 376(%r1)\n"
	"	lfd %f29, 384(%r1)\n"
	"	lfd %f30, 392(%r1)\n"
	"	lfd %f31, 400(%r1)\n"
	"	ld %r14, 408(%r1)\n"
	"	ld %r15, 416(%r1)\n"
	"	ld %r16, 424(%r1)\n"
	"	ld %r17, 432(%r1)\n"
	"	ld %r18, 440(%r1)\n"
	"	ld %r19, 448(%r1)\n"
	"	ld %r20, 456(%r1)\n"
	"	ld %r21, 464(%r1)\n"
	"	ld %r22, 472(%r1)\n"
	"	ld %r23, 480(%r1)\n"
	"	ld %r24, 488(%r1)\n"
	"	ld %r25, 496(%r1)\n"
	"	ld %r26, 504(%r1)\n"
	"	ld %r27, 512(%r1)\n"
	"	ld %r28, 520(%r1)\n"
	"	ld %r29, 528(%r1)\n"
	"	ld %r30, 536(%r1)\n"
	"	ld %r31, 544(%r1)\n"
	"	ld %r2, 552(%r1)\n"
	"	addi %r1, %r1, 560\n"
	"		.cfi_def_cfa_offset 0\n"
	"		.cfi_restore 46\n"
	"		.cfi_restore 70\n"
	"		.cfi_restore 71\n"
	"		.cfi_restore 72\n"
#if defined __ALTIVEC__
	"		.cfi_restore 97\n"
	"		.cfi_restore 98\n"
	"		.cfi_restore 99\n"
	"		.cfi_restore 100\n"
	"		.cfi_restore 101\n"
	"		.cfi_restore 102\n"
	"		.cfi_restore 103\n"
	"		.cfi_restore 104\n"
	"		.cfi_restore 105\n"
	"		.cfi_restore 106\n"
	"		.cfi_restore 107\n"
	"		.cfi_restore 108\n"
#endif
	"		.cfi_restore 65\n"
	"	blr\n"
SHUNT_END(shunt_switch_with)

/*
 * Where a fresh context begins: its stack pointer at the root, what was passed in the result register.
 * Unwinding ends here.
 */
SHUNT_HIDDEN void shunt_entry(void);
SHUNT_BEGIN_HIDDEN(void, shunt_entry, (void))
	"		.cfi_undefined 65\n"
	"	trap\n"
	SHUNT_LABEL(shunt_entry_point)
	"	mr %r4, %r3\n"
	"	ld %r3, 48(%r1)\n"
	"	ld %r12, 40(%r1)\n"
	"	mtctr %r12\n"
	"	bctrl\n"
	"	tdeqi %r3, 0\n"
	"	ld %r11, 48(%r1)\n"
	"	mr %r1, %r3\n"
	"		.cfi_def_cfa_offset 560\n"
	"		.cfi_offset 14, -152\n"
	"		.cfi_offset 15, -144\n"
	"		.cfi_offset 16, -136\n"
	"		.cfi_offset 17, -128\n"
	"		.cfi_offset 18, -120\n"
	"		.cfi_offset 19, -112\n"
	"		.cfi_offset 20, -104\n"
	"		.cfi_offset 21, -96\n"
	"		.cfi_offset 22, -88\n"
	"		.cfi_offset 23, -80\n"
	"		.cfi_offset 24, -72\n"
	"		.cfi_offset 25, -64\n"
	"		.cfi_offset 26, -56\n"
	"		.cfi_offset 27, -48\n"
	"		.cfi_offset 28, -40\n"
	"		.cfi_offset 29, -32\n"
	"		.cfi_offset 30, -24\n"
	"		.cfi_offset 31, -16\n"
	"		.cfi_offset 2, -8\n"
	"		.cfi_offset 46, -296\n"
	"		.cfi_offset 47, -288\n"
	"		.cfi_offset 48, -280\n"
	"		.cfi_offset 49, -272\n"
	"		.cfi_offset 50, -264\n"
	"		.cfi_offset 51, -256\n"
	"		.cfi_offset 52, -248\n"
	"		.cfi_offset 53, -240\n"
	"		.cfi_offset 54, -232\n"
	"		.cfi_offset 55, -224\n"
	"		.cfi_offset 56, -216\n"
	"		.cfi_offset 57, -208\n"
	"		.cfi_offset 58, -200\n"
	"		.cfi_offset 59, -192\n"
	"		.cfi_offset 60, -184\n"
	"		.cfi_offset 61, -176\n"
	"		.cfi_offset 62, -168\n"
	"		.cfi_offset 63, -160\n"
	"		.cfi_offset 70, -312\n"
	"		.cfi_offset 71, -312\n"
	"		.cfi_offset 72, -312\n"
#if defined __ALTIVEC__
	"		.cfi_offset 97, -512\n"
	"		.cfi_offset 98, -496\n"
	"		.cfi_offset 99, -480\n"
	"		.cfi_offset 100, -464\n"
	"		.cfi_offset 101, -448\n"
	"		.cfi_offset 102, -432\n"
	"		.cfi_offset 103, -416\n"
	"		.cfi_offset 104, -400\n"
	"		.cfi_offset 105, -384\n"
	"		.cfi_offset 106, -368\n"
	"		.cfi_offset 107, -352\n"
	"		.cfi_offset 108, -336\n"
#endif
	"		.cfi_offset 65, -304\n"
	"	mr %r3, %r11\n"
#if SHUNT_FP_CONTROL
	"	mffs %f0\n"
	"	stfd %f0, -8(%r1)\n"
	"	ld %r11, -8(%r1)\n"
	"	ld %r12, 32(%r1)\n"
	"	xor %r11, %r11, %r12\n"
	"	andi. %r11, %r11, 0xff\n"
	"	beq 1f\n"
	"	lfd %f0, 32(%r1)\n"
	"	mtfsf 3, %f0\n"
	"1:\n"
#endif
#if defined __ALTIVEC__
	"	ld %r11, 40(%r1)\n"
	"	mtspr 256, %r11\n"
	"	li %r11, 48\n"
	"	lvx %v20, %r11, %r1\n"
	"	li %r11, 64\n"
	"	lvx %v21, %r11, %r1\n"
	"	li %r11, 80\n"
	"	lvx %v22, %r11, %r1\n"
	"	li %r11, 96\n"
	"	lvx %v23, %r11, %r1\n"
	"	li %r11, 112\n"
	"	lvx %v24, %r11, %r1\n"
	"	li %r11, 128\n"
	"	lvx %v25, %r11, %r1\n"
	"	li %r11, 144\n"
	"	lvx %v26, %r11, %r1\n"
	"	li %r11, 160\n"
	"	lvx %v27, %r11, %r1\n"
	"	li %r11, 176\n"
	"	lvx %v28, %r11, %r1\n"
	"	li %r11, 192\n"
	"	lvx %v29, %r11, %r1\n"
	"	li %r11, 208\n"
	"	lvx %v30, %r11, %r1\n"
	"	li %r11, 224\n"
	"	lvx %v31, %r11, %r1\n"
#endif
	"	ld %r11, 248(%r1)\n"
	"	mtcrf 0x38, %r11\n"
	"	ld %r11, 256(%r1)\n"
	"	mtlr %r11\n"
	"	lfd %f14, 264(%r1)\n"
	"	lfd %f15, 272(%r1)\n"
	"	lfd %f16, 280(%r1)\n"
	"	lfd %f17, 288(%r1)\n"
	"	lfd %f18, 296(%r1)\n"
	"	lfd %f19, 304(%r1)\n"
	"	lfd %f20, 312(%r1)\n"
	"	lfd %f21, 320(%r1)\n"
	"	lfd %f22, 328(%r1)\n"
	"	lfd %f23, 336(%r1)\n"
	"	lfd %f24, 344(%r1)\n"
	"	lfd %f25, 352(%r1)\n"
	"	lfd %f26, 360(%r1)\n"
	"	lfd %f27, 368(%r1)\n"
	"	lfd %f28, 376(%r1)\n"
	"	lfd %f29, 384(%r1)\n"
	"	lfd %f30, 392(%r1)\n"
	"	lfd %f31, 400(%r1)\n"
	"	ld %r14, 408(%r1)\n"
	"	ld %r15, 416(%r1)\n"
	"	ld %r16, 424(%r1)\n"
	"	ld %r17, 432(%r1)\n"
	"	ld %r18, 440(%r1)\n"
	"	ld %r19, 448(%r1)\n"
	"	ld %r20, 456(%r1)\n"
	"	ld %r21, 464(%r1)\n"
	"	ld %r22, 472(%r1)\n"
	"	ld %r23, 480(%r1)\n"
	"	ld %r24, 488(%r1)\n"
	"	ld %r25, 496(%r1)\n"
	"	ld %r26, 504(%r1)\n"
	"	ld %r27, 512(%r1)\n"
	"	ld %r28, 520(%r1)\n"
	"	ld %r29, 528(%r1)\n"
	"	ld %r30, 536(%r1)\n"
	"	ld %r31, 544(%r1)\n"
	"	ld %r2, 552(%r1)\n"
	"	addi %r1, %r1, 560\n"
	"		.cfi_def_cfa_offset 0\n"
	"		.cfi_restore 46\n"
	"		.cfi_restore 70\n"
	"		.cfi_restore 71\n"
	"		.cfi_restore 72\n"
#if defined __ALTIVEC__
	"		.cfi_restore 97\n"
	"		.cfi_restore 98\n"
	"		.cfi_restore 99\n"
	"		.cfi_restore 100\n"
	"		.cfi_restore 101\n"
	"		.cfi_restore 102\n"
	"		.cfi_restore 103\n"
	"		.cfi_restore 104\n"
	"		.cfi_restore 105\n"
	"		.cfi_restore 106\n"
	"		.cfi_restore 107\n"
	"		.cfi_restore 108\n"
#endif
	"		.cfi_restore 65\n"
	"	blr\n"
SHUNT_END(shunt_entry)

/*
 * The same for a linked context: the CFA is found through the link slot, in the resumer's frame.
 */
SHUNT_HIDDEN void shunt_entry_linked(void);
SHUNT_BEGIN_HIDDEN(void, shunt_entry_linked, (void))
	"		.cfi_escape 0x0f, 0x06, 0x71, 0x38, 0x06, 0x23, 0xb0, 0x04\n"
	"		.cfi_offset 14, -152\n"
	"		.cfi_offset 15, -144\n"
	"		.cfi_offset 16, -136\n"
	"		.cfi_offset 17, -128\n"
	"		.cfi_offset 18, -120\n"
	"		.cfi_offset 19, -112\n"
	"		.cfi_offset 20, -104\n"
	"		.cfi_offset 21, -96\n"
	"		.cfi_offset 22, -88\n"
	"		.cfi_offset 23, -80\n"
	"		.cfi_offset 24, -72\n"
	"		.cfi_offset 25, -64\n"
	"		.cfi_offset 26, -56\n"
	"		.cfi_offset 27, -48\n"
	"		.cfi_offset 28, -40\n"
	"		.cfi_offset 29, -32\n"
	"		.cfi_offset 30, -24\n"
	"		.cfi_offset 31, -16\n"
	"		.cfi_offset 2, -8\n"
	"		.cfi_offset 46, -296\n"
	"		.cfi_offset 47, -288\n"
	"		.cfi_offset 48, -280\n"
	"		.cfi_offset 49, -272\n"
	"		.cfi_offset 50, -264\n"
	"		.cfi_offset 51, -256\n"
	"		.cfi_offset 52, -248\n"
	"		.cfi_offset 53, -240\n"
	"		.cfi_offset 54, -232\n"
	"		.cfi_offset 55, -224\n"
	"		.cfi_offset 56, -216\n"
	"		.cfi_offset 57, -208\n"
	"		.cfi_offset 58, -200\n"
	"		.cfi_offset 59, -192\n"
	"		.cfi_offset 60, -184\n"
	"		.cfi_offset 61, -176\n"
	"		.cfi_offset 62, -168\n"
	"		.cfi_offset 63, -160\n"
	"		.cfi_offset 70, -312\n"
	"		.cfi_offset 71, -312\n"
	"		.cfi_offset 72, -312\n"
#if defined __ALTIVEC__
	"		.cfi_offset 97, -512\n"
	"		.cfi_offset 98, -496\n"
	"		.cfi_offset 99, -480\n"
	"		.cfi_offset 100, -464\n"
	"		.cfi_offset 101, -448\n"
	"		.cfi_offset 102, -432\n"
	"		.cfi_offset 103, -416\n"
	"		.cfi_offset 104, -400\n"
	"		.cfi_offset 105, -384\n"
	"		.cfi_offset 106, -368\n"
	"		.cfi_offset 107, -352\n"
	"		.cfi_offset 108, -336\n"
#endif
	"		.cfi_offset 65, -304\n"
	"	trap\n"
	SHUNT_LABEL(shunt_entry_linked_point)
	"	mr %r4, %r3\n"
	"	ld %r3, 48(%r1)\n"
	"	ld %r12, 40(%r1)\n"
	"	mtctr %r12\n"
	"	bctrl\n"
	"	tdeqi %r3, 0\n"
	"	ld %r11, 48(%r1)\n"
	"	mr %r1, %r3\n"
	"		.cfi_def_cfa 1, 560\n"
	"	mr %r3, %r11\n"
#if SHUNT_FP_CONTROL
	"	mffs %f0\n"
	"	stfd %f0, -8(%r1)\n"
	"	ld %r11, -8(%r1)\n"
	"	ld %r12, 32(%r1)\n"
	"	xor %r11, %r11, %r12\n"
	"	andi. %r11, %r11, 0xff\n"
	"	beq 1f\n"
	"	lfd %f0, 32(%r1)\n"
	"	mtfsf 3, %f0\n"
	"1:\n"
#endif
#if defined __ALTIVEC__
	"	ld %r11, 40(%r1)\n"
	"	mtspr 256, %r11\n"
	"	li %r11, 48\n"
	"	lvx %v20, %r11, %r1\n"
	"	li %r11, 64\n"
	"	lvx %v21, %r11, %r1\n"
	"	li %r11, 80\n"
	"	lvx %v22, %r11, %r1\n"
	"	li %r11, 96\n"
	"	lvx %v23, %r11, %r1\n"
	"	li %r11, 112\n"
	"	lvx %v24, %r11, %r1\n"
	"	li %r11, 128\n"
	"	lvx %v25, %r11, %r1\n"
	"	li %r11, 144\n"
	"	lvx %v26, %r11, %r1\n"
	"	li %r11, 160\n"
	"	lvx %v27, %r11, %r1\n"
	"	li %r11, 176\n"
	"	lvx %v28, %r11, %r1\n"
	"	li %r11, 192\n"
	"	lvx %v29, %r11, %r1\n"
	"	li %r11, 208\n"
	"	lvx %v30, %r11, %r1\n"
	"	li %r11, 224\n"
	"	lvx %v31, %r11, %r1\n"
#endif
	"	ld %r11, 248(%r1)\n"
	"	mtcrf 0x38, %r11\n"
	"	ld %r11, 256(%r1)\n"
	"	mtlr %r11\n"
	"	lfd %f14, 264(%r1)\n"
	"	lfd %f15, 272(%r1)\n"
	"	lfd %f16, 280(%r1)\n"
	"	lfd %f17, 288(%r1)\n"
	"	lfd %f18, 296(%r1)\n"
	"	lfd %f19, 304(%r1)\n"
	"	lfd %f20, 312(%r1)\n"
	"	lfd %f21, 320(%r1)\n"
	"	lfd %f22, 328(%r1)\n"
	"	lfd %f23, 336(%r1)\n"
	"	lfd %f24, 344(%r1)\n"
	"	lfd %f25, 352(%r1)\n"
	"	lfd %f26, 360(%r1)\n"
	"	lfd %f27, 368(%r1)\n"
	"	lfd %f28, 376(%r1)\n"
	"	lfd %f29, 384(%r1)\n"
	"	lfd %f30, 392(%r1)\n"
	"	lfd %f31, 400(%r1)\n"
	"	ld %r14, 408(%r1)\n"
	"	ld %r15, 416(%r1)\n"
	"	ld %r16, 424(%r1)\n"
	"	ld %r17, 432(%r1)\n"
	"	ld %r18, 440(%r1)\n"
	"	ld %r19, 448(%r1)\n"
	"	ld %r20, 456(%r1)\n"
	"	ld %r21, 464(%r1)\n"
	"	ld %r22, 472(%r1)\n"
	"	ld %r23, 480(%r1)\n"
	"	ld %r24, 488(%r1)\n"
	"	ld %r25, 496(%r1)\n"
	"	ld %r26, 504(%r1)\n"
	"	ld %r27, 512(%r1)\n"
	"	ld %r28, 520(%r1)\n"
	"	ld %r29, 528(%r1)\n"
	"	ld %r30, 536(%r1)\n"
	"	ld %r31, 544(%r1)\n"
	"	ld %r2, 552(%r1)\n"
	"	addi %r1, %r1, 560\n"
	"		.cfi_def_cfa_offset 0\n"
	"		.cfi_restore 46\n"
	"		.cfi_restore 70\n"
	"		.cfi_restore 71\n"
	"		.cfi_restore 72\n"
#if defined __ALTIVEC__
	"		.cfi_restore 97\n"
	"		.cfi_restore 98\n"
	"		.cfi_restore 99\n"
	"		.cfi_restore 100\n"
	"		.cfi_restore 101\n"
	"		.cfi_restore 102\n"
	"		.cfi_restore 103\n"
	"		.cfi_restore 104\n"
	"		.cfi_restore 105\n"
	"		.cfi_restore 106\n"
	"		.cfi_restore 107\n"
	"		.cfi_restore 108\n"
#endif
	"		.cfi_restore 65\n"
	"	blr\n"
SHUNT_END(shunt_entry_linked)

/*
 * Calls fn on another stack; the frame pointer keeps the way back.
 */
SHUNT_BEGIN(void *, shunt_on_stack_at, (void *sp, void *(*fn)(void *arg), void *arg))
	"	stdu %r1, -32(%r1)\n"
	"		.cfi_def_cfa_offset 32\n"
	"	std %r2, 16(%r1)\n"
	"		.cfi_offset 2, -16\n"
	"	std %r31, 24(%r1)\n"
	"		.cfi_offset 31, -8\n"
	"	mflr %r11\n"
	"	std %r11, 8(%r1)\n"
	"		.cfi_offset 65, -24\n"
	"	mr %r31, %r1\n"
	"	addi %r1, %r3, -32\n"
	"		.cfi_def_cfa_register 31\n"
	"	std %r31, 0(%r1)\n"
	"	mr %r3, %r5\n"
	"	mr %r12, %r4\n"
	"	mtctr %r12\n"
	"	bctrl\n"
	"	mr %r1, %r31\n"
	"	ld %r11, 8(%r1)\n"
	"	mtlr %r11\n"
	"	ld %r2, 16(%r1)\n"
	"	ld %r31, 24(%r1)\n"
	"		.cfi_def_cfa_register 1\n"
	"	addi %r1, %r1, 32\n"
	"		.cfi_def_cfa_offset 0\n"
	"	blr\n"
SHUNT_END(shunt_on_stack_at)

/*
 * Calls fn on another stack for good: unwinding ends here.
 */
SHUNT_BEGIN(SHUNT_NORETURN void, shunt_replace_stack_at, (void *sp, void (*fn)(void *arg), void *arg))
	"	addi %r1, %r3, -32\n"
	"		.cfi_undefined 65\n"
	"	li %r31, 0\n"
	"	std %r31, 0(%r1)\n"
	"	mr %r3, %r5\n"
	"	mr %r12, %r4\n"
	"	mtctr %r12\n"
	"	bctrl\n"
	"	trap\n"
SHUNT_END(shunt_replace_stack_at)

/*
 * Stores what a callee must preserve.
 */
SHUNT_BEGIN(int, shunt_save, (struct shunt_registers *registers))
	"	std %r1, 0(%r3)\n"
	"	mflr %r11\n"
	"	std %r11, 8(%r3)\n"
	"	std %r14, 16(%r3)\n"
	"	std %r15, 24(%r3)\n"
	"	std %r16, 32(%r3)\n"
	"	std %r17, 40(%r3)\n"
	"	std %r18, 48(%r3)\n"
	"	std %r19, 56(%r3)\n"
	"	std %r20, 64(%r3)\n"
	"	std %r21, 72(%r3)\n"
	"	std %r22, 80(%r3)\n"
	"	std %r23, 88(%r3)\n"
	"	std %r24, 96(%r3)\n"
	"	std %r25, 104(%r3)\n"
	"	std %r26, 112(%r3)\n"
	"	std %r27, 120(%r3)\n"
	"	std %r28, 128(%r3)\n"
	"	std %r29, 136(%r3)\n"
	"	std %r30, 144(%r3)\n"
	"	std %r31, 152(%r3)\n"
	"	std %r2, 160(%r3)\n"
	"	stfd %f14, 168(%r3)\n"
	"	stfd %f15, 176(%r3)\n"
	"	stfd %f16, 184(%r3)\n"
	"	stfd %f17, 192(%r3)\n"
	"	stfd %f18, 200(%r3)\n"
	"	stfd %f19, 208(%r3)\n"
	"	stfd %f20, 216(%r3)\n"
	"	stfd %f21, 224(%r3)\n"
	"	stfd %f22, 232(%r3)\n"
	"	stfd %f23, 240(%r3)\n"
	"	stfd %f24, 248(%r3)\n"
	"	stfd %f25, 256(%r3)\n"
	"	stfd %f26, 264(%r3)\n"
	"	stfd %f27, 272(%r3)\n"
	"	stfd %f28, 280(%r3)\n"
	"	stfd %f29, 288(%r3)\n"
	"	stfd %f30, 296(%r3)\n"
	"	stfd %f31, 304(%r3)\n"
	"	mfcr %r11\n"
	"	std %r11, 312(%r3)\n"
#if defined __ALTIVEC__
	"	li %r11, 320\n"
	"	stvx %v20, %r11, %r3\n"
	"	li %r11, 336\n"
	"	stvx %v21, %r11, %r3\n"
	"	li %r11, 352\n"
	"	stvx %v22, %r11, %r3\n"
	"	li %r11, 368\n"
	"	stvx %v23, %r11, %r3\n"
	"	li %r11, 384\n"
	"	stvx %v24, %r11, %r3\n"
	"	li %r11, 400\n"
	"	stvx %v25, %r11, %r3\n"
	"	li %r11, 416\n"
	"	stvx %v26, %r11, %r3\n"
	"	li %r11, 432\n"
	"	stvx %v27, %r11, %r3\n"
	"	li %r11, 448\n"
	"	stvx %v28, %r11, %r3\n"
	"	li %r11, 464\n"
	"	stvx %v29, %r11, %r3\n"
	"	li %r11, 480\n"
	"	stvx %v30, %r11, %r3\n"
	"	li %r11, 496\n"
	"	stvx %v31, %r11, %r3\n"
	"	mfspr %r11, 256\n"
	"	std %r11, 512(%r3)\n"
#endif
#if SHUNT_FP_CONTROL
	"	mffs %f0\n"
	"	stfd %f0, 520(%r3)\n"
#endif
	"	li %r3, 0\n"
	"	blr\n"
SHUNT_END(shunt_save)

/*
 * Loads it back; from the first load on, the rows speak of shunt_save's caller.
 */
SHUNT_BEGIN(SHUNT_NORETURN void, shunt_restore, (const struct shunt_registers *registers, int value))
#if SHUNT_FP_CONTROL
	"	mffs %f0\n"
	"	stfd %f0, -8(%r1)\n"
	"	ld %r11, -8(%r1)\n"
	"	ld %r12, 520(%r3)\n"
	"	xor %r11, %r11, %r12\n"
	"	andi. %r11, %r11, 0xff\n"
	"	beq 1f\n"
	"	lfd %f0, 520(%r3)\n"
	"	mtfsf 3, %f0\n"
	"1:\n"
#endif
#if defined __ALTIVEC__
	"	ld %r11, 512(%r3)\n"
	"	mtspr 256, %r11\n"
	"	li %r11, 320\n"
	"	lvx %v20, %r11, %r3\n"
#endif
	"		.cfi_escape 0x0f, 0x05, 0x73, 0x00, 0x06, 0x23, 0x00\n"
	"		.cfi_escape 0x10, 0x0e, 0x02, 0x73, 0x10\n"
	"		.cfi_escape 0x10, 0x0f, 0x02, 0x73, 0x18\n"
	"		.cfi_escape 0x10, 0x10, 0x02, 0x73, 0x20\n"
	"		.cfi_escape 0x10, 0x11, 0x02, 0x73, 0x28\n"
	"		.cfi_escape 0x10, 0x12, 0x02, 0x73, 0x30\n"
	"		.cfi_escape 0x10, 0x13, 0x02, 0x73, 0x38\n"
	"		.cfi_escape 0x10, 0x14, 0x03, 0x73, 0xc0, 0x00\n"
	"		.cfi_escape 0x10, 0x15, 0x03, 0x73, 0xc8, 0x00\n"
	"		.cfi_escape 0x10, 0x16, 0x03, 0x73, 0xd0, 0x00\n"
	"		.cfi_escape 0x10, 0x17, 0x03, 0x73, 0xd8, 0x00\n"
	"		.cfi_escape 0x10, 0x18, 0x03, 0x73, 0xe0, 0x00\n"
	"		.cfi_escape 0x10, 0x19, 0x03, 0x73, 0xe8, 0x00\n"
	"		.cfi_escape 0x10, 0x1a, 0x03, 0x73, 0xf0, 0x00\n"
	"		.cfi_escape 0x10, 0x1b, 0x03, 0x73, 0xf8, 0x00\n"
	"		.cfi_escape 0x10, 0x1c, 0x03, 0x73, 0x80, 0x01\n"
	"		.cfi_escape 0x10, 0x1d, 0x03, 0x73, 0x88, 0x01\n"
	"		.cfi_escape 0x10, 0x1e, 0x03, 0x73, 0x90, 0x01\n"
	"		.cfi_escape 0x10, 0x1f, 0x03, 0x73, 0x98, 0x01\n"
	"		.cfi_escape 0x10, 0x02, 0x03, 0x73, 0xa0, 0x01\n"
	"		.cfi_escape 0x10, 0x2e, 0x03, 0x73, 0xa8, 0x01\n"
	"		.cfi_escape 0x10, 0x2f, 0x03, 0x73, 0xb0, 0x01\n"
	"		.cfi_escape 0x10, 0x30, 0x03, 0x73, 0xb8, 0x01\n"
	"		.cfi_escape 0x10, 0x31, 0x03, 0x73, 0xc0, 0x01\n"
	"		.cfi_escape 0x10, 0x32, 0x03, 0x73, 0xc8, 0x01\n"
	"		.cfi_escape 0x10, 0x33, 0x03, 0x73, 0xd0, 0x01\n"
	"		.cfi_escape 0x10, 0x34, 0x03, 0x73, 0xd8, 0x01\n"
	"		.cfi_escape 0x10, 0x35, 0x03, 0x73, 0xe0, 0x01\n"
	"		.cfi_escape 0x10, 0x36, 0x03, 0x73, 0xe8, 0x01\n"
	"		.cfi_escape 0x10, 0x37, 0x03, 0x73, 0xf0, 0x01\n"
	"		.cfi_escape 0x10, 0x38, 0x03, 0x73, 0xf8, 0x01\n"
	"		.cfi_escape 0x10, 0x39, 0x03, 0x73, 0x80, 0x02\n"
	"		.cfi_escape 0x10, 0x3a, 0x03, 0x73, 0x88, 0x02\n"
	"		.cfi_escape 0x10, 0x3b, 0x03, 0x73, 0x90, 0x02\n"
	"		.cfi_escape 0x10, 0x3c, 0x03, 0x73, 0x98, 0x02\n"
	"		.cfi_escape 0x10, 0x3d, 0x03, 0x73, 0xa0, 0x02\n"
	"		.cfi_escape 0x10, 0x3e, 0x03, 0x73, 0xa8, 0x02\n"
	"		.cfi_escape 0x10, 0x3f, 0x03, 0x73, 0xb0, 0x02\n"
	"		.cfi_escape 0x10, 0x46, 0x03, 0x73, 0xb8, 0x02\n"
	"		.cfi_escape 0x10, 0x47, 0x03, 0x73, 0xb8, 0x02\n"
	"		.cfi_escape 0x10, 0x48, 0x03, 0x73, 0xb8, 0x02\n"
#if defined __ALTIVEC__
	"		.cfi_escape 0x10, 0x62, 0x03, 0x73, 0xd0, 0x02\n"
	"		.cfi_escape 0x10, 0x63, 0x03, 0x73, 0xe0, 0x02\n"
	"		.cfi_escape 0x10, 0x64, 0x03, 0x73, 0xf0, 0x02\n"
	"		.cfi_escape 0x10, 0x65, 0x03, 0x73, 0x80, 0x03\n"
	"		.cfi_escape 0x10, 0x66, 0x03, 0x73, 0x90, 0x03\n"
	"		.cfi_escape 0x10, 0x67, 0x03, 0x73, 0xa0, 0x03\n"
	"		.cfi_escape 0x10, 0x68, 0x03, 0x73, 0xb0, 0x03\n"
	"		.cfi_escape 0x10, 0x69, 0x03, 0x73, 0xc0, 0x03\n"
	"		.cfi_escape 0x10, 0x6a, 0x03, 0x73, 0xd0, 0x03\n"
	"		.cfi_escape 0x10, 0x6b, 0x03, 0x73, 0xe0, 0x03\n"
	"		.cfi_escape 0x10, 0x6c, 0x03, 0x73, 0xf0, 0x03\n"
#endif
	"		.cfi_escape 0x10, 0x41, 0x02, 0x73, 0x08\n"
#if defined __ALTIVEC__
	"	li %r11, 336\n"
	"	lvx %v21, %r11, %r3\n"
	"		.cfi_restore 98\n"
	"	li %r11, 352\n"
	"	lvx %v22, %r11, %r3\n"
	"		.cfi_restore 99\n"
	"	li %r11, 368\n"
	"	lvx %v23, %r11, %r3\n"
	"		.cfi_restore 100\n"
	"	li %r11, 384\n"
	"	lvx %v24, %r11, %r3\n"
	"		.cfi_restore 101\n"
	"	li %r11, 400\n"
	"	lvx %v25, %r11, %r3\n"
	"		.cfi_restore 102\n"
	"	li %r11, 416\n"
	"	lvx %v26, %r11, %r3\n"
	"		.cfi_restore 103\n"
	"	li %r11, 432\n"
	"	lvx %v27, %r11, %r3\n"
	"		.cfi_restore 104\n"
	"	li %r11, 448\n"
	"	lvx %v28, %r11, %r3\n"
	"		.cfi_restore 105\n"
	"	li %r11, 464\n"
	"	lvx %v29, %r11, %r3\n"
	"		.cfi_restore 106\n"
	"	li %r11, 480\n"
	"	lvx %v30, %r11, %r3\n"
	"		.cfi_restore 107\n"
	"	li %r11, 496\n"
	"	lvx %v31, %r11, %r3\n"
	"		.cfi_restore 108\n"
#endif
	"	ld %r11, 312(%r3)\n"
	"	mtcrf 0x38, %r11\n"
	"		.cfi_restore 70\n"
	"		.cfi_restore 71\n"
	"		.cfi_restore 72\n"
	"	lfd %f14, 168(%r3)\n"
	"		.cfi_restore 46\n"
	"	lfd %f15, 176(%r3)\n"
	"		.cfi_restore 47\n"
	"	lfd %f16, 184(%r3)\n"
	"		.cfi_restore 48\n"
	"	lfd %f17, 192(%r3)\n"
	"		.cfi_restore 49\n"
	"	lfd %f18, 200(%r3)\n"
	"		.cfi_restore 50\n"
	"	lfd %f19, 208(%r3)\n"
	"		.cfi_restore 51\n"
	"	lfd %f20, 216(%r3)\n"
	"		.cfi_restore 52\n"
	"	lfd %f21, 224(%r3)\n"
	"		.cfi_restore 53\n"
	"	lfd %f22, 232(%r3)\n"
	"		.cfi_restore 54\n"
	"	lfd %f23, 240(%r3)\n"
	"		.cfi_restore 55\n"
	"	lfd %f24, 248(%r3)\n"
	"		.cfi_restore 56\n"
	"	lfd %f25, 256(%r3)\n"
	"		.cfi_restore 57\n"
	"	lfd %f26, 264(%r3)\n"
	"		.cfi_restore 58\n"
	"	lfd %f27, 272(%r3)\n"
	"		.cfi_restore 59\n"
	"	lfd %f28, 280(%r3)\n"
	"		.cfi_restore 60\n"
	"	lfd %f29, 288(%r3)\n"
	"		.cfi_restore 61\n"
	"	lfd %f30, 296(%r3)\n"
	"		.cfi_restore 62\n"
	"	lfd %f31, 304(%r3)\n"
	"		.cfi_restore 63\n"
	"	ld %r14, 16(%r3)\n"
	"		.cfi_restore 14\n"
	"	ld %r15, 24(%r3)\n"
	"		.cfi_restore 15\n"
	"	ld %r16, 32(%r3)\n"
	"		.cfi_restore 16\n"
	"	ld %r17, 40(%r3)\n"
	"		.cfi_restore 17\n"
	"	ld %r18, 48(%r3)\n"
	"		.cfi_restore 18\n"
	"	ld %r19, 56(%r3)\n"
	"		.cfi_restore 19\n"
	"	ld %r20, 64(%r3)\n"
	"		.cfi_restore 20\n"
	"	ld %r21, 72(%r3)\n"
	"		.cfi_restore 21\n"
	"	ld %r22, 80(%r3)\n"
	"		.cfi_restore 22\n"
	"	ld %r23, 88(%r3)\n"
	"		.cfi_restore 23\n"
	"	ld %r24, 96(%r3)\n"
	"		.cfi_restore 24\n"
	"	ld %r25, 104(%r3)\n"
	"		.cfi_restore 25\n"
	"	ld %r26, 112(%r3)\n"
	"		.cfi_restore 26\n"
	"	ld %r27, 120(%r3)\n"
	"		.cfi_restore 27\n"
	"	ld %r28, 128(%r3)\n"
	"		.cfi_restore 28\n"
	"	ld %r29, 136(%r3)\n"
	"		.cfi_restore 29\n"
	"	ld %r30, 144(%r3)\n"
	"		.cfi_restore 30\n"
	"	ld %r31, 152(%r3)\n"
	"		.cfi_restore 31\n"
	"	ld %r2, 160(%r3)\n"
	"		.cfi_restore 2\n"
	"	ld %r11, 8(%r3)\n"
	"	mtlr %r11\n"
	"		.cfi_restore 65\n"
	"	ld %r1, 0(%r3)\n"
	"	mr %r3, %r4\n"
	"		.cfi_def_cfa 1, 0\n"
	"	blr\n"
SHUNT_END(shunt_restore)

/*
 * The stack pointer as the caller has it.
 */
SHUNT_BEGIN(void *, shunt_stack_pointer, (void))
	"	mr %r3, %r1\n"
	"	blr\n"
SHUNT_END(shunt_stack_pointer)

/*
 * What a fresh context inherits from its creator, into the slots of its first frame.
 */
SHUNT_HIDDEN void shunt_capture(shunt_context context);
SHUNT_BEGIN_HIDDEN(void, shunt_capture, (shunt_context context))
	"	std %r2, 552(%r3)\n"
#if defined __ALTIVEC__
	"	mfspr %r11, 256\n"
	"	std %r11, 40(%r3)\n"
#endif
#if SHUNT_FP_CONTROL
	"	mffs %f0\n"
	"	stfd %f0, 32(%r3)\n"
#endif
	"	blr\n"
SHUNT_END(shunt_capture)

/*
 * The same for an inline context.
 */
SHUNT_HIDDEN void shunt_capture_inline(shunt_inline_context context);
SHUNT_BEGIN_HIDDEN(void, shunt_capture_inline, (shunt_inline_context context))
	"	std %r2, 24(%r3)\n"
	"	blr\n"
SHUNT_END(shunt_capture_inline)

/*
 * For what C code here finds impossible.
 */
SHUNT_HIDDEN SHUNT_NORETURN void shunt_trap(void);
SHUNT_BEGIN_HIDDEN(SHUNT_NORETURN void, shunt_trap, (void))
	"	trap\n"
SHUNT_END(shunt_trap)

extern SHUNT_HIDDEN const char shunt_entry_point[];
extern SHUNT_HIDDEN const char shunt_entry_linked_point[];

/* A stack slot's word; it aliases whatever memory a stack is made of. */
#ifdef __GNUC__
typedef uint64_t __attribute__((may_alias)) slot_word;
#else
typedef uint64_t slot_word;
#endif

enum {
	FRAME_SIZE = 560,	/* of a suspended context */
	RETURN_SLOT = 256,	/* from its stack pointer */
	INLINE_FRAME_SIZE = 32,
	INLINE_RETURN_SLOT = 8,
	ROOT_SIZE = 64,	/* from the root's stack pointer to the root end */
	ROOT_FN = 40,	/* from the root's stack pointer */
	ROOT_ARG = 48,
	ROOT_LINK = 56
};

int
shunt_stack_direction(void)
{
	return SHUNT_STACK_DIRECTION;
}

int
shunt_stack_check(const void *base, size_t size)
{
	if (!base)
		return SHUNT_ERROR_NULL;
	if (size < SHUNT_STACK_MIN || size > SIZE_MAX / 2 || (uintptr_t)base + size < size)
		return SHUNT_ERROR_SIZE;
	if ((uintptr_t)base % SHUNT_STACK_ALIGN || size % SHUNT_STACK_ALIGN)
		return SHUNT_ERROR_ALIGNMENT;
	return 0;
}

static char *
root_end(void *base, size_t size)
{
	return (char *)base + size;
}

static void
put(char *where, uintptr_t word)
{
	*(volatile slot_word *)(void *)where = (slot_word)word;
}

/*
 * Writes a first frame: zeroes, so that nothing of this memory is taken for a register, a return address that is
 * the entry, and at the root end what the entry calls.
 */
static shunt_context
first_frame(void *base, size_t size, shunt_function *fn, void *arg, const char *entry)
{
	char *end = root_end(base, size);
	char *root = end - ROOT_SIZE;
	char *frame = root - (FRAME_SIZE - 0);
	char *low = frame;
	char *high = end;

	for (; low < high; low += sizeof(slot_word))
		put(low, 0);
	put(frame + RETURN_SLOT, (uintptr_t)entry);
	*(shunt_function **)(void *)(root + ROOT_FN) = fn;
	*(void **)(void *)(root + ROOT_ARG) = arg;
	shunt_capture((shunt_context)(void *)frame);
	return (shunt_context)(void *)frame;
}

shunt_context
shunt_init(void *base, size_t size, shunt_function *fn, void *arg)
{
	if (!fn || shunt_stack_check(base, size))
		return 0;
	return first_frame(base, size, fn, arg, shunt_entry_point);
}

shunt_context
shunt_init_linked(void *base, size_t size, shunt_function *fn, void *arg, shunt_context **link)
{
	shunt_context context;
	char *root;

	if (!fn || !link || shunt_stack_check(base, size))
		return 0;
	context = first_frame(base, size, fn, arg, shunt_entry_linked_point);
	root = root_end(base, size) - ROOT_SIZE;
	*link = (shunt_context *)(void *)(root + ROOT_LINK);
	return context;
}

shunt_inline_context
shunt_inline_init(void *base, size_t size, shunt_function *fn, void *arg)
{
	char *frame;

	if (!fn || shunt_stack_check(base, size))
		return 0;
	/* The entry frees no frame: the inline frame takes the place of the first one, at its CFA's end. */
	frame = (char *)(void *)first_frame(base, size, fn, arg, shunt_entry_point);
	frame += FRAME_SIZE - INLINE_FRAME_SIZE;
	put(frame + INLINE_RETURN_SLOT, (uintptr_t)shunt_entry_point);
	shunt_capture_inline((shunt_inline_context)(void *)frame);
	return (shunt_inline_context)(void *)frame;
}

void *
shunt_on_stack(void *base, size_t size, void *(*fn)(void *arg), void *arg)
{
	if (shunt_stack_check(base, size))
		shunt_trap();
	return shunt_on_stack_at(root_end(base, size), fn, arg);
}

SHUNT_NORETURN void
shunt_replace_stack(void *base, size_t size, void (*fn)(void *arg), void *arg)
{
	if (shunt_stack_check(base, size))
		shunt_trap();
	shunt_replace_stack_at(root_end(base, size), fn, arg);
}

SHUNT_VISIBLE_END
